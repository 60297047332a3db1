import Models
import Testing

@testable import Identity

@Suite struct OriginalSoundTests {
  /// Two of each language, as they are written in small letters, in capitals, or in another form of Unicode.
  private static let byLanguage: [(String, [String])] = [
    ("ar", ["الصوت الأصلي - x", "صوت أصلي"]), ("bn", ["মূল শব্দ - x", "মূল সাউন্ড"]),
    ("cs", ["původní zvuk - x", "Původní zvuk"]), ("da", ["original lyd - x", "Original lyd"]),
    ("de", ["Originalton – x", "original-ton - x"]), ("el", ["πρωτότυπος ήχος - x", "ΠΡΩΤΌΤΥΠΟΣ ΉΧΟΣ"]),
    ("en", ["original sound", "ORIGINAL  SOUND - kestrel"]),
    ("es", ["sonido original - x", "Sonido original"]),
    ("fi", ["alkuperäinen ääni - x", "alkupera\u{308}inen a\u{308}a\u{308}ni"]),
    ("fil", ["orihinal na tunog - x", "Orihinal na tunog"]), ("fr", ["son original - x", "Son original"]),
    ("he", ["צליל מקורי - x", "צליל מקורי"]), ("hi", ["मूल ध्वनि - x", "ओरिजिनल साउंड"]),
    ("hu", ["eredeti hang - x", "Eredeti hang"]), ("id", ["suara asli - x", "Suara Asli"]),
    ("it", ["suono originale - x", "audio originale - x"]), ("ja", ["オリジナル楽曲 - x", "ｵﾘｼﾞﾅﾙ楽曲 - x"]),
    ("ko", ["오리지널 사운드 - x", "원본 사운드"]), ("ms", ["bunyi asal - x", "Bunyi asal"]),
    ("nl", ["oorspronkelijk geluid - x", "Origineel geluid"]), ("no", ["originallyd - x", "Originallyd"]),
    ("pl", ["oryginalny dźwięk - x", "Oryginalny dz\u{301}więk"]),
    ("pt", ["som original - x", "Áudio original"]),
    ("ro", ["sunet original - x", "sunetul original"]),
    ("ru", ["оригинальный звук - x", "ОРИГИНАЛЬНЫЙ ЗВУК"]),
    ("sv", ["originalljud - x", "Ursprungligt ljud"]), ("th", ["เสียงต้นฉบับ - x", "เสียงต้นฉบับ"]),
    ("tr", ["orijinal ses - x", "Orijinal ses"]), ("uk", ["оригінальний звук - x", "Оригінальний звук"]),
    ("vi", ["âm thanh gốc - x", "nhạc nền - x"]), ("zh", ["原声 - x", "原聲", "原创音乐"]),
  ]

  @Test(arguments: byLanguage)
  func `knows original sounds by their titles`(language: String, titles: [String]) {
    for title in titles {
      #expect(OriginalSound.isOne(flag: false, title: title, links: []), "\(language): \(title)")
      #expect(!OriginalSound.isOne(flag: true, title: title, links: [SourceKey(.spotify, "x")]))
    }
  }

  @Test(arguments: [
    "Original Soundtrack", "原声带", "This Moment", "", "- original", "The original sound", "son originale",
    "Original Sounds of Summer", "Original", "sound", "原",
  ])
  func `does not take music with such words for one`(title: String) {
    #expect(!OriginalSound.isOne(flag: nil, title: title, links: []))
    #expect(OriginalSound.isOne(flag: true, title: title, links: []))
  }

  @Test func `reads no more of a title than it needs`() {
    let long = "original sound - " + String(repeating: "e\u{301}\u{301}", count: 2_000_000)

    let took = ContinuousClock().measure { #expect(OriginalSound.isTitle(long)) }

    #expect(took < .seconds(1))
  }
}
