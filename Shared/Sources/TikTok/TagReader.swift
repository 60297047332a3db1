import Models

/// Puts hashtags and mentions together from everything that speaks of them, each once, first those of the caption in its order.
struct TagReader {
  private static let limit = 200
  /// Of all lists together; what they repeat costs time, too.
  private static let entryLimit = 1_000

  private let caption: [UInt16]
  private var hashtags: [Video.Tag] = []
  private var mentions: [Video.Tag] = []
  /// Of those read so far, in small letters.
  private var known: Set<String> = []
  private var entryCount = 0
  /// What stands behind each `#` and `@` of the caption, made when it is first asked for.
  private lazy var words = Self.words(in: caption)

  init(caption: String) { self.caption = Array(caption.utf16) }

  /// One or the other: a hashtag when it has a name as such. A mention is taken from the caption where there is no handle.
  /// Places are in UTF-16 code units; some scrapers count otherwise, so what stands there is looked at.
  mutating func add(hashtag: Value, mention: String?, isMention: Bool, start: Value, end: Value) {
    guard mayLook() else { return }
    if let name = Self.name(hashtag) {
      let range = range(start, end)
      add(name, sign: "#", range: range.flatMap { isHashtag(name, at: $0) ? $0 : nil })
      return
    }
    guard isMention || mention != nil else { return }
    let range = range(start, end).flatMap { Self.sign(caption[$0.lowerBound]) == 0x40 ? $0 : nil }
    let shown = range.map { String(decoding: caption[$0].dropFirst(), as: UTF16.self) }
    guard let name = mention ?? shown, !name.isEmpty else { return }
    add(name, sign: "@", range: range)
  }

  /// One of which the caption's place is not told.
  mutating func add(hashtag: Value) {
    guard mayLook(), let name = Self.name(hashtag) else { return }
    add(name, sign: "#", range: nil)
  }

  mutating func add(mention: Value) {
    guard mayLook(), let text = mention.text(atMost: Fields.nameLimit) else { return }
    let name = text.hasPrefix("@") ? String(text.dropFirst()) : text
    if !name.isEmpty { add(name, sign: "@", range: nil) }
  }

  /// What the caption itself marks as such, where nobody says which these are.
  mutating func addWritten() {
    var at = 0
    while at < caption.count {
      let end = Self.endOfWord(in: caption, from: at)
      defer { at = max(end, at + 1) }
      guard let sign = Self.sign(caption[at]), end > at + 1, mayLook() else { continue }
      let name = String(
        String(decoding: caption[at + 1..<end], as: UTF16.self).reversed()
          .drop { $0.isPunctuation && $0 != "_" }.reversed())
      guard !name.isEmpty else { continue }
      add(name, sign: sign == 0x23 ? "#" : "@", range: at..<at + 1 + name.utf16.count)
    }
  }

  var read: (hashtags: [Video.Tag], mentions: [Video.Tag]) {
    (Self.ordered(hashtags), Self.ordered(mentions))
  }

  /// Asked once for each entry, before anything is done with it.
  private mutating func mayLook() -> Bool {
    guard hashtags.count + mentions.count < Self.limit, entryCount < Self.entryLimit else { return false }
    entryCount += 1
    return true
  }

  private static func name(_ value: Value) -> String? {
    guard let text = value.text(atMost: Fields.nameLimit) else { return nil }
    let name = text.drop { $0 == "#" || $0 == "＃" }
    return name.isEmpty ? nil : String(name)
  }

  private mutating func add(_ name: String, sign: Character, range: Range<Int>?) {
    let key = String(sign) + name.lowercased()
    guard known.insert(key).inserted else { return }
    let tag = Video.Tag(name, range: range ?? words[key])
    if sign == "#" { hashtags.append(tag) } else { mentions.append(tag) }
  }

  private func range(_ start: Value, _ end: Value) -> Range<Int>? {
    guard let first = start.counter, let last = end.counter, first < last, last <= Int64(caption.count),
      last - first <= Int64(Fields.nameLimit) + 1
    else { return nil }
    return Int(first)..<Int(last)
  }

  private func isHashtag(_ name: String, at range: Range<Int>) -> Bool {
    guard range.count == name.utf16.count + 1, Self.sign(caption[range.lowerBound]) == 0x23 else {
      return false
    }
    return String(decoding: caption[range].dropFirst(), as: UTF16.self).lowercased() == name.lowercased()
  }

  private static func ordered(_ tags: [Video.Tag]) -> [Video.Tag] {
    tags.enumerated().sorted { left, right in
      let (first, second) = (left.element.range?.lowerBound ?? .max, right.element.range?.lowerBound ?? .max)
      return (first, left.offset) < (second, right.offset)
    }.map(\.element)
  }

  /// `#`, `＃`, `@` and `＠`, of which the caption may have either form.
  private static func sign(_ unit: UInt16) -> UInt16? {
    switch unit {
    case 0x23, 0xff03: 0x23
    case 0x40, 0xff20: 0x40
    default: nil
    }
  }

  private static func words(in caption: [UInt16]) -> [String: Range<Int>] {
    var words: [String: Range<Int>] = [:]
    var at = 0
    while at < caption.count {
      guard let sign = sign(caption[at]) else {
        at += 1
        continue
      }
      let end = endOfWord(in: caption, from: at)
      // What ends a sentence ends a tag, too; the shorter form is found beside the longer one.
      let whole = String(decoding: [sign] + caption[at + 1..<end], as: UTF16.self).lowercased()
      let bare = String(
        whole.reversed().drop { $0.isPunctuation && $0 != "_" && $0 != "#" && $0 != "@" }.reversed())
      if words[whole] == nil { words[whole] = at..<end }
      if words[bare] == nil { words[bare] = at..<end - (whole.utf16.count - bare.utf16.count) }
      at = end
    }
    return words
  }

  /// Behind what stands at `at` and all that belongs to it.
  private static func endOfWord(in caption: [UInt16], from at: Int) -> Int {
    var end = at + 1
    while end < caption.count, !isSpace(caption[end]), sign(caption[end]) == nil { end += 1 }
    return end
  }

  private static func isSpace(_ unit: UInt16) -> Bool {
    Unicode.Scalar(unit)?.properties.isWhitespace ?? false
  }
}
