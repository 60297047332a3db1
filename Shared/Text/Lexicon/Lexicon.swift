import Models

/// The words, tags and emoji that Hookline knows, with what they say of genre, mood and tempo.
///
/// The tables are text: each line is what it means, a colon, and terms with commas between them. A term is known however
/// its words are joined: "hip hop" is "hiphop" and "hip-hop", too.
///
///     explicit hip-hop: hip hop, rap          strength, genre
///     likely indie 3 pop 2: indie pop         shares of several
///     likely tempo 174: drum and bass         beats per minute
///     pace 1.2: sped up                       faster than the original
///     music: song, guitar                     a role
///     style bossa nova = latin: bossa nova    a style by its name, and the families it is of
///     explicit sad: trist*                    the beginning of words
///     everyday: rock                          in this language no word of music
///     topic food: recipe                      what a video is about
///     topic pets fr: chat                     the same, of one language
///     beside rock: climbing, crystal          words that give another a different meaning
///
/// A table belongs to a language, or to all. What a language says of a word goes before what is said for all.
public struct Lexicon: Sendable {
  /// The project's own.
  public static let standard = Lexicon(tables: Tables.all)

  private(set) var trie = Trie()
  /// Of the tables that belong to no language, by entry; nil where only languages know it.
  private var shared: [Meaning?] = []
  /// What a language adds or says otherwise, by tongue.
  private var own = [[Int: Meaning]](repeating: [:], count: Tongue.allCases.count)
  /// What any language says, for words of which nobody knows the language.
  private var blended: [Int: Meaning] = [:]
  private var topics: [Int: [(tongue: Tongue?, topic: Topic)]] = [:]
  /// In bytes: long words are no words of another language by chance.
  private var lengths: [Int] = []
  private var isOneWord: [Bool] = []
  /// Where the words of a term end that a table writes with spaces, in bytes without them.
  private var wordEnds: [Int: [Int]] = [:]
  /// Those that a table writes as one word.
  private var joined: Set<Int> = []

  init(tables: [(tongue: Tongue?, text: String)]) {
    for (tongue, text) in tables {
      for line in text.split(separator: "\n") { add(line, tongue) }
    }
    for index in own.indices {
      for (entry, meaning) in own[index] {
        own[index][entry] = shared[entry].map { meaning.completed(by: $0) } ?? meaning
        blended[entry] = blended[entry].map { $0.completed(by: meaning) } ?? meaning
      }
    }
  }

  /// What a term means in a language, or wherever it is known where the language is not.
  func meaning(of entry: Int, in tongue: Tongue?) -> Meaning {
    if let tongue, let meaning = own[tongue.index][entry] { return meaning }
    guard let all = shared[entry] else { return blended[entry] ?? Meaning() }
    guard tongue == nil, !all.speaksOfMusic, all.roles.isEmpty, lengths[entry] >= 4,
      let meaning = blended[entry]
    else { return all }
    return meaning.completed(by: all)
  }

  /// What a video is about in which the term is. Tags are in other languages than the text, and long words are no
  /// words of another language by chance; but Chinese characters mean one thing in Chinese and another in Japanese.
  func topics(of entry: Int, in tongue: Tongue?, isTag: Bool) -> Set<Topic> {
    guard let known = topics[entry] else { return [] }
    let least = tongue == nil ? 4 : isTag ? 5 : 7
    let heard = known.filter { owner, _ in
      guard let owner, owner != tongue ?? .en else { return true }
      return owner.isDense ? tongue?.isDense != true : lengths[entry] >= least
    }
    return Set(heard.map(\.topic))
  }

  /// Whether a term is one in that language: short words of others are likely to be something else.
  func knows(_ entry: Int, in tongue: Tongue?) -> Bool {
    guard shared[entry] == nil, blended[entry] != nil else { return true }
    guard let tongue else { return lengths[entry] >= 4 }
    return lengths[entry] >= 7 || own[tongue.index][entry] != nil
  }

  /// Whether a term may be written with spaces, as "lo fi": what one language has as one word, and beginnings of
  /// words, may not; two others that stand together would be taken for it.
  func isDivisible(_ entry: Int, isStem: Bool) -> Bool {
    !isOneWord[entry] || (shared[entry] != nil && !isStem)
  }

  /// The words of a term that people write without spaces, as those of a tag: nil where it is one word. What one table
  /// writes as a word is one, whatever others write.
  func words(of term: ArraySlice<UInt8>) -> [Range<Int>]? {
    guard let entry = trie.walk(term).flatMap(trie.entry), let ends = wordEnds[entry], !joined.contains(entry)
    else { return nil }
    let starts = [0] + ends.dropLast()
    return zip(starts, ends).map { term.startIndex + $0..<term.startIndex + $1 }
  }

  /// Whether a table says more of a term than what it is about.
  func isNamed(_ entry: Int) -> Bool { shared[entry] != nil || blended[entry] != nil }

  /// Tables are part of the program: a line that cannot be read is a bug in it.
  private mutating func add(_ line: Substring, _ tongue: Tongue?) {
    let parts = line.split(separator: ":", maxSplits: 1)
    precondition(parts.count == 2, "a line of the lexicon has no colon: \(line)")
    let head = parts[0].split(separator: " ")
    let owner = head[0] == "topic" && head.count == 3 ? Tongue(rawValue: String(head[2])) : tongue
    let terms = parts[1].split(separator: ",").flatMap { entries($0, owner) }
    precondition(!head.isEmpty && !terms.isEmpty, "a line of the lexicon is empty: \(line)")
    if head[0] == "beside" {
      for entry in entries(parts[0].dropFirst("beside ".count), tongue) {
        change(entry, tongue) { $0.strangers += terms }
      }
      for term in terms { change(term, tongue) { _ in } }
      return
    }
    guard let statement = Statement(head) else { preconditionFailure("the lexicon is damaged: \(line)") }
    if let topic = statement.topic {
      for term in terms { topics[term, default: []].append((owner, topic)) }
    } else {
      for term in terms { change(term, tongue) { statement.apply(to: &$0) } }
    }
  }

  private mutating func change(_ entry: Int, _ tongue: Tongue?, _ body: (inout Meaning) -> Void) {
    if let tongue {
      body(&own[tongue.index][entry, default: Meaning()])
    } else {
      var meaning = shared[entry] ?? Meaning()
      body(&meaning)
      shared[entry] = meaning
    }
  }

  /// A term as it is written, and as people write who leave out accents. With a star at its end it is the beginning of
  /// words.
  private mutating func entries(_ term: Substring, _ tongue: Tongue?) -> [Int] {
    let isStem = term.last == "*"
    let written = Text.folded(term)
    let plain = tongue?.unaccented(written)
    let spellings = plain.map { $0 == written ? [written] : [written, $0] } ?? [written]
    return spellings.map { entry($0, isStem) }
  }

  private static func letters(of text: Tokens) -> [UInt8] {
    text.tokens.filter { !$0.isEnd }.flatMap { text.bytes[$0.range] }
  }

  /// Only where there are spaces: "k-pop" is one word.
  private static func wordEnds(of term: String) -> [Int]? {
    let words = term.split(separator: " ")
    guard words.count > 1 else { return nil }
    var end = 0
    return words.map { word in
      end += letters(of: Tokenizer.tokens(of: word)).count
      return end
    }
  }

  private mutating func entry(_ term: String, _ isStem: Bool) -> Int {
    let text = Tokenizer.tokens(of: term)
    let letters = Self.letters(of: text)
    let entry = trie.insert(letters, new: shared.count, isStem: isStem)
    if entry == shared.count {
      shared.append(nil)
      lengths.append(letters.count)
      isOneWord.append(text.tokens.count == 1)
    }
    if text.tokens.count == 1 {
      joined.insert(entry)
    } else if wordEnds[entry] == nil {
      wordEnds[entry] = Self.wordEnds(of: term)
    }
    return entry
  }
}

extension Tongue {
  /// The place in `allCases`.
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The left side of a line of the lexicon.
private struct Statement {
  private var strength: Strength?
  private var genres: [Genre: Double] = [:]
  private var moods: [Mood: Double] = [:]
  private var tempo: Tempo?
  private var pace: Double?
  private var roles: Roles = []
  private var style: String?
  private(set) var topic: Topic?

  /// Nil when it is none.
  init?(_ head: [Substring]) {
    if head.count == 1, let role = Roles.named[String(head[0])] {
      roles = role
      return
    }
    if head.count == 2, head[0] == "pace" {
      pace = Double(head[1])
      if pace == nil { return nil }
      return
    }
    if head.count == 2 || head.count == 3, head[0] == "topic" {
      if head.count == 3, Tongue(rawValue: String(head[2])) == nil { return nil }
      topic = Topic(rawValue: String(head[1]))
      if topic == nil { return nil }
      return
    }
    var index = 1
    if head[0] == "style", let end = head.firstIndex(of: "=") {
      strength = .explicit
      style = head[1..<end].joined(separator: " ")
      index = end + 1
    } else {
      strength = Strength(rawValue: String(head[0]))
    }
    guard strength != nil, head.count > index else { return nil }
    while index < head.count {
      let number = index + 1 < head.count ? Double(head[index + 1]) : nil
      guard add(String(head[index]), number) else { return nil }
      index += number == nil ? 1 : 2
    }
  }

  private mutating func add(_ name: String, _ number: Double?) -> Bool {
    if let genre = Genre(rawValue: name) {
      genres[genre] = number ?? 1
    } else if let mood = Mood(rawValue: name) {
      moods[mood] = number ?? 1
    } else if name == "tempo", let number {
      tempo = Tempo(number)
      return tempo != nil
    } else {
      return false
    }
    return true
  }

  func apply(to meaning: inout Meaning) {
    meaning.roles.formUnion(roles)
    if let pace { meaning.pace = pace }
    if let style { meaning.style = style }
    guard let strength else { return }
    if !genres.isEmpty { meaning.genre = .init(strength: strength, shares: Distribution(genres)) }
    if !moods.isEmpty { meaning.mood = .init(strength: strength, shares: Distribution(moods)) }
    if let tempo { meaning.tempo = .init(strength: strength, tempo: tempo) }
  }
}
