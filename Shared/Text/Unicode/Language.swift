extension Text {
  /// The language that the script of a text tells, as an ISO 639 code; nil where several languages share the script.
  ///
  /// Names and foreign words are in other scripts, so the most of it decides; one or two letters decide nothing.
  public static func language(ofScriptIn text: some StringProtocol) -> String? {
    var counts: [Script: Int] = [:]
    var letters = 0
    // What lies behind says the same; the bound is for who sends a megabyte.
    for scalar in text.unicodeScalars.prefix(4_000) {
      let script = Script(scalar)
      guard script != .other || scalar.properties.isAlphabetic else { continue }
      letters += 1
      counts[script, default: 0] += 1
    }
    func share(_ scripts: Script...) -> Double {
      let count = scripts.reduce(0) { $0 + (counts[$1] ?? 0) }
      return count < 3 ? 0 : Double(count) / Double(letters)
    }
    // Japanese mixes kana with Chinese characters; Chinese has no kana.
    if (counts[.kana] ?? 0) >= 2, share(.kana, .han) > 0.5 { return "ja" }
    if counts[.kana] == nil, share(.han) > 0.5 { return "zh" }
    return languages.first { share($0.script) > 0.5 }?.code
  }

  /// The script of most letters of a text: "latin", "cyrillic", "arabic", "devanagari" or one of those that `Script`
  /// tells; nil without letters.
  public static func script(of text: some StringProtocol) -> String? {
    var counts: [String: Int] = [:]
    for scalar in text.unicodeScalars.prefix(4_000) {
      guard let name = scriptName(scalar) else { continue }
      counts[name, default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private static func scriptName(_ scalar: Unicode.Scalar) -> String? {
    let script = Script(scalar)
    guard script == .other else { return script.rawValue }
    guard scalar.properties.isAlphabetic else { return nil }
    switch scalar.value {
    case 0...0x24F, 0x1E00...0x1EFF: return "latin"
    case 0x400...0x52F: return "cyrillic"
    case 0x600...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFF: return "arabic"
    case 0x900...0x97F: return "devanagari"
    default: return Script.other.rawValue
    }
  }

  private static let languages: [(script: Script, code: String)] = [
    (.hangul, "ko"), (.thai, "th"), (.lao, "lo"), (.khmer, "km"), (.burmese, "my"), (.greek, "el"),
    (.hebrew, "he"), (.armenian, "hy"), (.georgian, "ka"), (.tamil, "ta"), (.telugu, "te"), (.kannada, "kn"),
    (.malayalam, "ml"), (.gujarati, "gu"), (.gurmukhi, "pa"), (.sinhala, "si"), (.bengali, "bn"),
  ]
}
