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
///     beside rock: climbing, crystal          words that give another a different meaning
public struct Lexicon: Sendable {
  /// The project's own.
  public static let standard = Lexicon(tables: Tables.all)

  private(set) var meanings: [Meaning] = []
  private(set) var trie = Trie()

  init(tables: [String]) {
    for table in tables {
      for line in table.split(separator: "\n") { add(line) }
    }
  }

  /// Tables are part of the program: a line that cannot be read is a bug in it.
  private mutating func add(_ line: Substring) {
    let parts = line.split(separator: ":", maxSplits: 1)
    precondition(parts.count == 2, "a line of the lexicon has no colon: \(line)")
    let head = parts[0].split(separator: " ")
    let terms = parts[1].split(separator: ",").map { entry($0) }
    precondition(!head.isEmpty && !terms.isEmpty, "a line of the lexicon is empty: \(line)")
    if head[0] == "beside" { return separate(entry(parts[0].dropFirst("beside ".count)), from: terms) }
    guard let change = Statement(head) else { preconditionFailure("the lexicon is damaged: \(line)") }
    for term in terms { change.apply(to: &meanings[term]) }
  }

  private mutating func separate(_ term: Int, from strangers: [Int]) { meanings[term].strangers += strangers }

  private mutating func entry(_ term: Substring) -> Int {
    let text = Tokenizer.tokens(of: term)
    let joined = text.tokens.filter { !$0.isEnd }.flatMap { text.bytes[$0.range] }
    let entry = trie.insert(joined, new: meanings.count)
    if entry == meanings.count { meanings.append(Meaning()) }
    return entry
  }
}

/// The left side of a line of the lexicon.
private struct Statement {
  private var strength: Strength?
  private var genres: [Genre: Double] = [:]
  private var moods: [Mood: Double] = [:]
  private var tempo: Tempo?
  private var pace: Double?
  private var roles: Roles = []

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
    strength = Strength(rawValue: String(head[0]))
    guard strength != nil, head.count >= 2 else { return nil }
    var index = 1
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
    guard let strength else { return }
    if !genres.isEmpty { meaning.genre = .init(strength: strength, shares: Distribution(genres)) }
    if !moods.isEmpty { meaning.mood = .init(strength: strength, shares: Distribution(moods)) }
    if let tempo { meaning.tempo = .init(strength: strength, tempo: tempo) }
  }
}
