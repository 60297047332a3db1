import Models
import Testing

@testable import Sources

@Suite struct OriginalSoundTests {
  @Test(arguments: [
    "original sound", "Original Sound - kestrel", "son original - x", "เสียงต้นฉบับ - x", "原声 - x", "原创音乐", "原聲",
    "sonido original - x", "som original - x", "Originalton – x", "suara asli - x", "оригинальный звук - x",
    "オリジナル楽曲 - x", "오리지널 사운드 - x", "âm thanh gốc - x", "nhạc nền - x", "orijinal ses - x",
    "suono originale - x",
    "oryginalny dźwięk - x", "الصوت الأصلي - x",
  ])
  func `knows original sounds by their titles`(title: String) {
    #expect(OriginalSound.isOne(flag: false, title: title, links: []))
    #expect(!OriginalSound.isOne(flag: true, title: title, links: [SourceKey(.spotify, "x")]))
  }

  @Test(arguments: [
    "Original Soundtrack", "原声带", "This Moment", "", "- original", "The original sound", "son originale",
    "Original Sounds of Summer",
  ])
  func `does not take music with such words for one`(title: String) {
    #expect(!OriginalSound.isOne(flag: nil, title: title, links: []))
    #expect(OriginalSound.isOne(flag: true, title: title, links: []))
  }
}
