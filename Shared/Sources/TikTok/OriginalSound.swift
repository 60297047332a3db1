import Models

/// Whether a sound is a creator's own. The platform's flag is not reliable, and it titles such sounds in the creator's
/// language.
enum OriginalSound {
  /// What the platform calls them, in small letters.
  private static let titles = [
    "original sound", "originalton", "original-ton", "son original", "sonido original",
    "som original", "suono originale", "audio originale", "áudio original", "audio original",
    "oorspronkelijk geluid", "origineel geluid", "originalljud", "ursprungligt ljud", "original lyd",
    "originallyd", "original lyd", "alkuperäinen ääni", "oryginalny dźwięk", "dźwięk oryginalny",
    "původní zvuk", "originální zvuk", "pôvodný zvuk", "eredeti hang", "sunet original", "sunetul original",
    "оригинальный звук", "оригінальний звук", "πρωτότυπος ήχος", "orijinal ses", "nhạc nền",
    "âm thanh gốc", "suara asli", "bunyi asal", "orihinal na tunog", "เสียงต้นฉบับ", "မူရင်းအသံ",
    "សំឡេងដើម", "मूल ध्वनि", "ओरिजिनल साउंड", "মূল শব্দ", "الصوت الأصلي", "صوت أصلي", "צליל מקורי",
    "原声", "原聲", "原创音乐", "原創音樂", "原创声音", "オリジナル楽曲", "オリジナル音源", "오리지널 사운드",
    "원본 사운드",
  ]

  static func isOne(flag: Bool?, title: String, links: [SourceKey]) -> Bool {
    // What other platforms sell is a release, whoever posted it first.
    guard links.isEmpty else { return false }
    return flag == true || isTitle(title)
  }

  /// Such a title stands alone or before a dash and a name: an "original soundtrack" is none.
  static func isTitle(_ title: String) -> Bool {
    let title = title.lowercased()
    return titles.contains { pattern in
      guard title.hasPrefix(pattern) else { return false }
      let rest = title.dropFirst(pattern.count).drop { $0.isWhitespace }
      return rest.isEmpty || rest.first.map { "-–—:(".contains($0) } == true
    }
  }
}
