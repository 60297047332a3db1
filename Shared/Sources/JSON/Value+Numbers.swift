import FoundationEssentials

/// Numbers, whether they stand there as numbers or as strings; absent when they cannot be what they stand for.
extension Value {
  /// A count: whole and not negative, exact to its last digit. Counters that ran over are negative.
  var counter: Int64? {
    guard let number = whole, number >= 0 else { return nil }
    return number
  }

  /// A count of which 0 stands for unknown.
  var positiveCounter: Int64? { counter.flatMap { $0 > 0 ? $0 : nil } }

  /// A whole number; `12.0` is one, too, because tables are exported like that.
  private var whole: Int64? {
    guard kind == .number || kind == .string else { return nil }
    return withBytes { bytes -> Int64? in
      guard bytes.count <= 40 else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let point = text.firstIndex(of: ".") else { return Int64(text) }
      let fraction = text[text.index(after: point)...]
      guard !fraction.isEmpty, fraction.allSatisfy({ $0 == "0" }) else { return nil }
      return Int64(text[..<point])
    } ?? nil
  }

  /// A number that is finite.
  var number: Double? {
    guard kind == .number || kind == .string else { return nil }
    return withBytes { bytes -> Double? in
      guard bytes.count <= 60, let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite
      else { return nil }
      return number
    } ?? nil
  }

  /// Of something with a length between nothing and a day, in seconds.
  func duration(perSecond: Double = 1) -> Double? {
    guard let number, number > 0, number <= Bounds.duration * perSecond else { return nil }
    return number / perSecond
  }

  /// A width or height in pixels.
  var pixels: Int? {
    guard let counter, Bounds.pixels.contains(counter) else { return nil }
    return Int(counter)
  }

  /// Loudness in LUFS that a recording can have.
  var loudness: Double? { number.flatMap { Bounds.loudness.contains($0) ? $0 : nil } }

  /// Yes or no, however it is written.
  var flag: Bool? {
    switch kind {
    case .yes: true
    case .no: false
    case .number: counter.flatMap(Self.flag)
    case .string: counter.flatMap(Self.flag) ?? Self.flag(word: text(atMost: 5)?.lowercased())
    default: nil
    }
  }

  private static func flag(_ number: Int64) -> Bool? { (0...1).contains(number) ? number == 1 : nil }

  private static func flag(word: String?) -> Bool? {
    switch word {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// A moment between the years 2000 and 2100, from seconds or milliseconds since 1970.
  var time: Date? {
    guard let number = whole else { return nil }
    if Bounds.time.contains(number) { return Date(timeIntervalSince1970: Double(number)) }
    guard Bounds.time.contains(number / 1_000) else { return nil }
    return Date(timeIntervalSince1970: Double(number) / 1_000)
  }
}
