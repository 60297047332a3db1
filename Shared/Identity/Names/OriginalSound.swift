public import Models
import Text

/// Whether a sound is a creator's own. The platform's flag is not reliable, and it titles such sounds in the creator's
/// language.
public enum OriginalSound {
  /// What the platform calls them, by language.
  static let titles: [String: [String]] = [
    "ar": ["الصوت الأصلي", "صوت أصلي"], "bg": ["оригинален звук"], "bn": ["মূল শব্দ", "মূল সাউন্ড"],
    "ca": ["so original"], "cs": ["původní zvuk", "originální zvuk"],
    "da": ["original lyd", "oprindelig lyd"],
    "de": ["originalton", "original-ton", "originalsound"], "el": ["πρωτότυπος ήχος", "αρχικός ήχος"],
    "en": ["original sound", "original audio"],
    "es": ["sonido original", "audio original"], "et": ["originaalheli"], "fa": ["صدای اصلی"],
    "fi": ["alkuperäinen ääni"], "fil": ["orihinal na tunog"], "fr": ["son original", "audio d'origine"],
    "he": ["צליל מקורי", "סאונד מקורי"], "hi": ["मूल ध्वनि", "ओरिजिनल साउंड", "मूल ऑडियो"],
    "hr": ["originalni zvuk", "izvorni zvuk"], "hu": ["eredeti hang"], "id": ["suara asli"],
    "it": ["suono originale", "audio originale"], "ja": ["オリジナル楽曲", "オリジナル音源", "オリジナルサウンド"],
    "km": ["សំឡេងដើម"], "ko": ["오리지널 사운드", "원본 사운드", "오리지널 오디오"], "lt": ["originalus garsas"],
    "lv": ["oriģinālā skaņa"], "ms": ["bunyi asal", "audio asal"], "my": ["မူရင်းအသံ"],
    "nl": ["oorspronkelijk geluid", "origineel geluid"], "no": ["originallyd"],
    "pl": ["oryginalny dźwięk", "dźwięk oryginalny"], "pt": ["som original", "áudio original"],
    "ro": ["sunet original", "sunetul original"], "ru": ["оригинальный звук"], "sk": ["pôvodný zvuk"],
    "sl": ["izvirni zvok"], "sr": ["оригинални звук"], "sv": ["originalljud", "ursprungligt ljud"],
    "sw": ["sauti asili"], "ta": ["அசல் ஒலி"], "te": ["అసలైన ధ్వని"], "th": ["เสียงต้นฉบับ"],
    "tr": ["orijinal ses"], "uk": ["оригінальний звук"], "ur": ["اصل آواز"],
    "vi": ["nhạc nền", "âm thanh gốc"],
    "zh": ["原声", "原聲", "原创音乐", "原創音樂", "原创声音", "原創聲音"],
  ]

  private static let folded = Set(titles.values.joined().map { Text.folded($0) })
  private static let longest = folded.map(\.utf8.count).max() ?? 0

  public static func isOne(flag: Bool?, title: String, links: [SourceKey]) -> Bool {
    // What other platforms sell is a release, whoever posted it first.
    guard links.isEmpty else { return false }
    return flag == true || isTitle(title)
  }

  /// Such a title stands alone or before a dash and a name: an "original soundtrack" is none.
  public static func isTitle(_ title: String) -> Bool {
    // As long as any of them and a little more; folding can shorten what is written.
    let start = String(decoding: title.utf8.prefix(4 * longest), as: UTF8.self)
    let words = Text.folded(start).split { $0.isWhitespace }.joined(separator: " ")
    return folded.contains { pattern in
      guard words.utf8.starts(with: pattern.utf8) else { return false }
      let rest = String(decoding: words.utf8.dropFirst(pattern.utf8.count), as: UTF8.self).drop { $0 == " " }
      return rest.isEmpty || rest.first.map { "-–—:(•".contains($0) } == true
    }
  }
}
