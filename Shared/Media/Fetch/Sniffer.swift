/// Tells what a file is from how it begins.
public enum Sniffer {
  public enum Finding: Sendable, Equatable {
    case media(MediaFormat)
    /// Completes "the answer is …".
    case other(String)
  }

  /// How many bytes are enough to know; a shorter file is judged by all it has.
  public static let byteCount = 1024

  public static func look(at bytes: some Collection<UInt8>) -> Finding {
    let head = Array(bytes.prefix(byteCount))
    guard !head.isEmpty else { return .other("empty") }
    if let mark = marks.first(where: { $0.matches(head) }) { return mark.finding }
    if let format = framed(head) { return .media(format) }
    return text(head).map { .other($0) } ?? .media(.unknown)
  }

  // MARK: Marks

  /// Bytes that stand at a place, and perhaps others at another.
  struct Mark {
    let parts: [(offset: Int, bytes: [UInt8])]
    let finding: Finding

    func matches(_ head: [UInt8]) -> Bool {
      parts.allSatisfy { part in
        head.count >= part.offset + part.bytes.count
          && head[part.offset..<(part.offset + part.bytes.count)].elementsEqual(part.bytes)
      }
    }
  }

  private static func mark(_ format: MediaFormat, _ bytes: String, at offset: Int = 0) -> Mark {
    Mark(parts: [(offset, Array(bytes.utf8))], finding: .media(format))
  }

  private static func mark(_ format: MediaFormat, hex bytes: [UInt8]) -> Mark {
    Mark(parts: [(0, bytes)], finding: .media(format))
  }

  private static func mark(_ format: MediaFormat, _ outer: String, holding inner: String) -> Mark {
    Mark(parts: [(0, Array(outer.utf8)), (8, Array(inner.utf8))], finding: .media(format))
  }

  private static func mark(_ other: String, _ bytes: [UInt8]) -> Mark {
    Mark(parts: [(0, bytes)], finding: .other(other))
  }

  /// The first that matches counts.
  static let marks: [Mark] =
    ["avif", "avis", "heic", "heix", "hevc", "mif1", "msf1"].map { brand in
      Mark(parts: [(4, Array("ftyp\(brand)".utf8))], finding: .media(.heif))
    } + ["ftyp", "moov", "mdat", "styp", "moof", "wide", "free", "skip"].map { mark(.mp4, $0, at: 4) } + [
      mark(.wav, "RIFF", holding: "WAVE"), mark(.wav, "RF64", holding: "WAVE"),
      mark(.webp, "RIFF", holding: "WEBP"), mark(.avi, "RIFF", holding: "AVI "),
      mark(.aiff, "FORM", holding: "AIFF"), mark(.aiff, "FORM", holding: "AIFC"),
      mark(.caf, "caff"), mark(.mp3, "ID3"), mark(.ogg, "OggS"), mark(.flac, "fLaC"),
      mark(.amr, "#!AMR"), mark(.midi, "MThd"), mark(.flv, "FLV\u{1}"),
      mark(.ac3, hex: [0x0B, 0x77]), mark(.matroska, hex: [0x1A, 0x45, 0xDF, 0xA3]),
      mark(.asf, hex: [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]),
      mark(.mpegPS, hex: [0, 0, 1, 0xBA]),
      mark(.jpeg, hex: [0xFF, 0xD8, 0xFF]),
      mark(.png, hex: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      mark(.gif, "GIF87a"), mark(.gif, "GIF89a"), mark(.tiff, hex: [0x49, 0x49, 0x2A, 0]),
      mark(.tiff, hex: [0x4D, 0x4D, 0, 0x2A]),
      Mark(parts: [(0, Array("BM".utf8)), (6, [0, 0, 0, 0])], finding: .media(.bmp)),
      mark("compressed", [0x1F, 0x8B]), mark("compressed", [0x28, 0xB5, 0x2F, 0xFD]),
      mark("an archive", [0x50, 0x4B, 3, 4]), mark("an archive", [0x37, 0x7A, 0xBC, 0xAF]),
      mark("an archive", Array("Rar!".utf8)), mark("a PDF", Array("%PDF-".utf8)),
      mark("a program", [0x7F, 0x45, 0x4C, 0x46]),
    ]

  /// Formats without a mark, whose frames or packets begin alike.
  private static func framed(_ head: [UInt8]) -> MediaFormat? {
    if head.count > 376, [0, 188, 376].allSatisfy({ head[$0] == 0x47 }) { return .mpegTS }
    if head.count > 388, [4, 196, 388].allSatisfy({ head[$0] == 0x47 }) { return .mpegTS }
    guard head.count >= 4, head[0] == 0xFF else { return nil }
    if head[1] & 0xF6 == 0xF0 { return .aac }
    let isSync = head[1] & 0xE0 == 0xE0 && head[1] & 0x18 != 0x08 && head[1] & 0x06 != 0
    return isSync && head[2] & 0xF0 != 0xF0 && head[2] & 0x0C != 0x0C ? .mp3 : nil
  }

  // MARK: Text

  /// What kind of text it is; `nil` when it is none.
  private static func text(_ head: [UInt8]) -> String? {
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "a text" }
    let rest = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
    guard rest.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }) else {
      // A page may have a stray byte in it and be a page all the same.
      return isPage(start(rest)) ? "a web page" : nil
    }
    let start = start(rest)
    if isPage(start) { return "a web page" }
    if start.hasPrefix("<?xml") || start.hasPrefix("<") { return "XML" }
    if start.hasPrefix("{") || start.hasPrefix("[") { return "JSON" }
    if start.hasPrefix("#extm3u") { return "a playlist" }
    return isUTF8(rest, isCut: head.count == byteCount) ? "a text" : nil
  }

  /// The first words in lower case, without the space before them.
  private static func start(_ bytes: ArraySlice<UInt8>) -> String {
    let words = bytes.drop { $0 == 0x20 || 0x09...0x0D ~= $0 }
    return String(decoding: words.prefix(64), as: UTF8.self).lowercased()
  }

  private static func isPage(_ start: String) -> Bool {
    ["<!doctype html", "<html", "<head", "<body", "<script", "<!--", "<title", "<meta"].contains {
      start.hasPrefix($0)
    }
  }

  /// Whether it is UTF-8; a character at the end may be cut where more bytes follow.
  private static func isUTF8(_ bytes: ArraySlice<UInt8>, isCut: Bool) -> Bool {
    (0...(isCut ? 3 : 0)).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }
}
