import Testing

@testable import Media

@Suite struct SnifferTests {
  private static func frames(_ lead: [UInt8]) -> [UInt8] { lead + [UInt8](repeating: 0xA5, count: 400) }

  private static func transport(offset: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0xA5, count: 1000)
    for packet in 0..<5 where offset + packet * (188 + offset) < 1000 {
      bytes[offset + packet * (188 + offset)] = 0x47
    }
    return bytes
  }

  static let samples: [(MediaFormat, [UInt8])] = [
    (.mp4, [0, 0, 0, 24] + Array("ftypisom".utf8)), (.mp4, [0, 0, 0, 24] + Array("ftypM4A ".utf8)),
    (.heif, [0, 0, 0, 24] + Array("ftypavif".utf8)), (.mp4, [0, 0, 0, 8] + Array("moov".utf8)),
    (.wav, Array("RIFF\0\0\0\0WAVE".utf8)), (.webp, Array("RIFF\0\0\0\0WEBP".utf8)),
    (.avi, Array("RIFF\0\0\0\0AVI LIST".utf8)), (.aiff, Array("FORM\0\0\0\0AIFF".utf8)),
    (.caf, Array("caff\0\u{1}".utf8)), (.mp3, Array("ID3\u{4}\0".utf8)),
    (.mp3, frames([0xFF, 0xFB, 0x90, 0x64])),
    (.mp3, frames([0xFF, 0xF3, 0x40, 0xC0])), (.aac, frames([0xFF, 0xF1, 0x50, 0x80])),
    (.ogg, Array("OggS\0".utf8)), (.flac, Array("fLaC".utf8)), (.amr, Array("#!AMR\n".utf8)),
    (.amr, Array("#!AMR-WB\n".utf8)), (.midi, Array("MThd".utf8)), (.ac3, [0x0B, 0x77, 1, 2]),
    (.flv, Array("FLV\u{1}".utf8)), (.matroska, [0x1A, 0x45, 0xDF, 0xA3]),
    (.asf, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]), (.mpegTS, transport(offset: 0)),
    (.mpegTS, transport(offset: 4)), (.mpegPS, [0, 0, 1, 0xBA]), (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0]),
    (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), (.gif, Array("GIF89a".utf8)),
    (.bmp, Array("BM".utf8) + [1, 2, 3, 4, 0, 0, 0, 0]), (.tiff, [0x49, 0x49, 0x2A, 0]),
    (.unknown, [0, 1, 2, 3, 4, 5]), (.unknown, [0xFF, 0xFF, 0xFF, 0xFF]), (.unknown, [0x80]),
  ]

  @Test(arguments: samples)
  func `knows media by its first bytes`(format: MediaFormat, bytes: [UInt8]) {
    #expect(Sniffer.look(at: bytes) == .media(format))
  }

  @Test func `has a sample of every format`() {
    #expect(Set(Self.samples.map(\.0)) == Set(MediaFormat.allCases))
  }

  @Test(arguments: [
    ("", "empty"), ("<!DOCTYPE html><html>", "a web page"), ("\u{FEFF}\r\n  <HTML lang=en>", "a web page"),
    ("<!-- a -->", "a web page"), ("<script>alert(1)</script>", "a web page"),
    ("<?xml version=\"1.0\"?><Error/>", "XML"), ("<svg xmlns=\"x\"/>", "XML"),
    (" {\"code\": 10204}", "JSON"), ("[]", "JSON"), ("#EXTM3U\n#EXT-X-VERSION:3", "a playlist"),
    ("Access denied", "a text"), ("Zugriff verweigert: Schlüssel", "a text"), ("%PDF-1.7", "a PDF"),
    ("PK\u{3}\u{4}", "an archive"),
  ])
  func `knows what is no media`(text: String, what: String) {
    #expect(Sniffer.look(at: Array(text.utf8)) == .other(what))
  }

  @Test func `knows pages with stray bytes, texts that are cut in a character, and compressed answers`() {
    let page = Array("<html>".utf8) + [0, 0xFF]
    let cut = Array(("x" + String(repeating: "ü", count: 600)).utf8)

    #expect(Sniffer.look(at: page) == .other("a web page"))
    #expect(Sniffer.look(at: cut) == .other("a text"))
    #expect(Sniffer.look(at: [0x1F, 0x8B, 8, 0]) == .other("compressed"))
    #expect(Sniffer.look(at: [0xFF, 0xFE, 0x3C, 0]) == .other("a text"))
  }

  @Test func `what is expected accepts what can hold it`() {
    let accepted = MediaKind.allCases.map { kind in MediaFormat.allCases.filter(kind.accepts) }

    #expect(accepted[0].allSatisfy { $0.family != .image } && accepted[0].contains(.mp4))
    #expect(!accepted[1].contains(.mp3) && accepted[1].contains(.gif) && accepted[1].contains(.flv))
    #expect(accepted[2] == [.jpeg, .png, .gif, .webp, .heif, .bmp, .tiff, .unknown])
    #expect(accepted[3] == MediaFormat.allCases)
  }
}
