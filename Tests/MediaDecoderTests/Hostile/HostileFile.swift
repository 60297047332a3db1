import Glibc
import Media
import TestKit
import Testing

/// Bytes that mean ill, and what may come of them.
struct HostileFile: Sendable, CustomTestStringConvertible {
  enum Fate: Sendable {
    /// An error with this code.
    case refused(MediaError.Code)
    /// An ending that says that something is missing.
    case partial
    /// Everything that it really has.
    case whole
    case partialOrRefused
    case partialOrWhole
    case refusedOrWhole
  }

  let name: String
  let fate: Fate
  let bytes: @Sendable (SoundMedia) throws -> [UInt8]

  init(_ name: String, _ fate: Fate, _ bytes: @escaping @Sendable (SoundMedia) throws -> [UInt8]) {
    self.name = name
    self.fate = fate
    self.bytes = bytes
  }

  var testDescription: String { name }

  static let all: [HostileFile] = [
    HostileFile("nothing at all", .refused(.unreadable)) { _ in [] },
    HostileFile("a text named as music", .refused(.unreadable)) { _ in
      Array(repeating: "Never gonna give you up\n", count: 200).joined().utf8.map(\.self)
    },
    HostileFile("a web page", .refused(.unreadable)) { _ in
      Array("<!DOCTYPE html><html><head><title>404</title></head><body>gone</body></html>".utf8)
    },
    HostileFile("a playlist of other files", .refused(.unreadable)) { _ in
      Array("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n".utf8)
    },
    HostileFile("a list to join other files", .refused(.unreadable)) { _ in
      Array("ffconcat version 1.0\nfile '/etc/passwd'\n".utf8)
    },
    HostileFile("a film without its index", .refused(.unreadable)) { media in
      let film = try media["a.mp4"]
      return Array(film.prefix(Crafted.positions(of: Array("moov".utf8), in: film).first ?? 0))
    },
    HostileFile("a film cut in half", .partial) { media in
      let film = try media["fast.mp4"]
      return Array(film.prefix(film.count / 2))
    },
    HostileFile("a song cut in half", .partialOrRefused) { media in
      let song = try media["a.flac"]
      return Array(song.prefix(song.count / 2))
    },
    HostileFile("a head of one kind and a body of another", .refused(.unreadable)) { media in
      try Array(media["a.mp4"].prefix(32)) + media["a.mp3"]
    },
    HostileFile("8192 by 8192 pixels", .refused(.limit)) { try $0["huge.mp4"] },
    HostileFile("an image of 60,000 by 60,000 pixels in 60 bytes", .refused(.unreadable)) { _ in
      Crafted.png(width: 60_000, height: 60_000)
    },
    HostileFile("a second of sound that claims ten hours", .partialOrWhole) { _ in
      Crafted.wave(rate: 8000, channels: 1, samples: 8000, claimed: 36_000 * 8000)
    },
    HostileFile("a film that claims ten hours", .whole) { try Crafted.claimingTenHours(try $0["a.mp4"]) },
    HostileFile("a film without frames", .refusedOrWhole) { try $0["none.mp4"] },
    HostileFile("an hour of silence in few bytes", .partial) { try $0["hour.flac"] },
    HostileFile("200 streams", .whole) { try $0["crowd.mka"] },
    HostileFile("one sample", .whole) { _ in Crafted.wave(rate: 8000, channels: 1, samples: 1) },
    HostileFile("no sample", .refusedOrWhole) { _ in Crafted.wave(rate: 8000, channels: 1, samples: 0) },
    HostileFile("eight channels at 192 kHz", .whole) { try $0["surround.flac"] },
    HostileFile("one sample a second", .partialOrRefused) { _ in
      Crafted.wave(rate: 1, channels: 1, samples: 100)
    },
    HostileFile("65,535 channels", .refused(.unreadable)) { _ in
      Crafted.wave(rate: 8000, channels: 65_535, samples: 8)
    },
    HostileFile("only zeros", .refused(.unreadable)) { _ in [UInt8](repeating: 0, count: 1 << 20) },
    HostileFile("only ones", .refused(.unreadable)) { _ in [UInt8](repeating: 0xff, count: 1 << 20) },
  ]
}

/// Files put together by hand.
enum Crafted {
  /// A head, and nothing behind it.
  static func png(width: UInt32, height: UInt32) -> [UInt8] {
    let head = Array("IHDR".utf8) + big(width) + big(height) + [8, 2, 0, 0, 0]
    let body = Array("IDAT".utf8) + [0x78, 0x9c, 0x63, 0x00]
    var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    for part in [head, body] {
      file += big(UInt32(part.count - 4)) + part
      file += big(checksum(part))
    }
    return file
  }

  /// 16-bit samples of a triangle.
  static func wave(rate: UInt32, channels: UInt16, samples: Int, claimed: UInt32? = nil) -> [UInt8] {
    let size = claimed ?? UInt32(samples * 2 * Int(channels))
    let align = UInt16(truncatingIfNeeded: 2 * Int(channels))
    var file: [UInt8] = Array("RIFF".utf8)
    file += little(size &+ 36)
    file += Array("WAVEfmt ".utf8)
    file += little(UInt32(16)) + little(UInt16(1))
    file += little(channels) + little(rate)
    file += little(rate &* UInt32(align)) + little(align)
    file += little(UInt16(16))
    file += Array("data".utf8) + little(size)
    for index in 0..<samples * Int(channels) { file += little(UInt16(truncatingIfNeeded: index % 64 * 256)) }
    return file
  }

  /// The same film with another duration in the heads of the movie and its tracks.
  static func claimingTenHours(_ film: [UInt8]) throws -> [UInt8] {
    var film = film
    // Version and flags, two dates, the scale; of tracks a number and a gap in its place.
    for (box, offset) in [("mvhd", 16), ("tkhd", 20), ("mdhd", 16)] {
      for start in positions(of: Array(box.utf8), in: film) {
        film.replaceSubrange(start + 4 + offset..<start + 8 + offset, with: big(36_000 * 1000))
      }
    }
    return film
  }

  static func positions(of pattern: [UInt8], in bytes: [UInt8]) -> [Int] {
    let starts = 0...(bytes.count - pattern.count)
    return starts.filter { start in bytes[start..<start + pattern.count].elementsEqual(pattern) }
  }

  private static func big(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }

  private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
  }

  /// CRC-32 as in PNG.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
