import MediaWire
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areAvailable, "needs ffmpeg and fpcalc"), .timeLimit(.minutes(3)))
struct HostileFileTests {
  private static let everything = DecodeOrder(
    sound: .init(), pictures: .init(), prints: .init(), peaks: .init(), loudness: .init(wantsTruePeak: true),
    thumbnail: .init())

  private func answer(_ name: String, _ bytes: [UInt8], _ order: DecodeOrder = everything) async throws
    -> Answer
  {
    try await Decoder().answer(order, Fixtures.shared.file(name, bytes))
  }

  @Test func `an empty file is called empty`() async throws {
    #expect(try await answer("empty.mp3", []).failure?.code == .empty)
  }

  @Test(arguments: [
    ("words.mp3", "These are words, many words, and not a sound.\n"),
    ("subtitles.mp4", "1\n00:00:01,000 --> 00:00:02,000\nWords\n\n"),
    ("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"),
    ("list.mp4", "ffconcat version 1.0\nfile '/etc/passwd'\n"),
    ("page.mp4", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>"),
    ("session.mp3", "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\nc=IN IP4 127.0.0.1\n"),
  ]) func `text is no media, whatever it is called and refers to`(name: String, line: String) async throws {
    let text = Array(String(repeating: line, count: 1).utf8)

    let once = try await answer(name, text)
    let often = try await answer("much-" + name, Array(repeating: text, count: 200).flatMap { $0 })

    #expect(once.failure?.code == .unreadable && once.info == nil)
    #expect(often.failure?.code == .unreadable && often.info == nil)
  }

  @Test func `random bytes are not media`() async throws {
    let decoder = try Decoder()
    for count in [1, 100, 5000, 300_000] {
      let seed = UInt64.random(in: .min ... .max)
      var generator = SeededGenerator(seed: seed)
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }

      let answer = try await decoder.answer(Self.everything, Fixtures.shared.file("random-\(count)", bytes))

      #expect(answer.failure?.code == .unreadable, "seed \(seed)")
    }
  }

  @Test(arguments: ["mp4", "mkv", "mp3", "flac", "ogg", "wav", "avi", "ts"])
  func `what is left of a cut file comes`(
    kind: String
  ) async throws {
    let video = ["mp4", "mkv", "avi", "ts"].contains(kind)
    let pictures = video ? ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=20"] : []
    let path = try await Fixtures.shared.media(
      "whole.\(kind)",
      pictures + ["-f", "lavfi", "-i", "sine=duration=20", "-movflags", "+faststart"]
        + (video ? ["-g", "25"] : []))
    let bytes = try Bytes.read(path)

    let answer = try await answer("cut.\(kind)", Array(bytes.prefix(bytes.count / 2)))

    #expect(answer.ending != nil, "\(String(describing: answer.failure))")
    // These do not say how long they are.
    if !["avi", "ogg", "ts"].contains(kind) { #expect(answer.ending?.wholeness == .damaged) }
    #expect(answer.samples.count > 22_050 * 3 && answer.samples.count < 22_050 * 17)
    #expect(!video || answer.pictures.count > 60)
  }

  @Test(arguments: ["mp4", "mkv", "mp3", "ogg", "flac", "webp", "png", "jpg", "gif", "avi"])
  func `bytes changed at random never end the decoder`(kind: String) async throws {
    let isImage = ["webp", "png", "jpg", "gif"].contains(kind)
    let source = ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=2"]
    let arguments =
      isImage
      ? source + ["-frames:v", "1"]
      : (["mp3", "ogg", "flac"].contains(kind) ? [] : source) + ["-f", "lavfi", "-i", "sine=duration=2"]
    let path = try await Fixtures.shared.media("victim.\(kind)", arguments)
    let bytes = try Bytes.read(path)
    let decoder = try Decoder()
    for round in 0..<12 {
      let seed = UInt64.random(in: .min ... .max)
      var generator = SeededGenerator(seed: seed)
      var changed = bytes
      for _ in 0..<(1 + bytes.count / 200) {
        changed[Int.random(in: changed.indices, using: &generator)] = .random(
          in: .min ... .max, using: &generator)
      }
      let answer = try await decoder.answer(
        Self.everything, Fixtures.shared.file("changed-\(round).\(kind)", changed))

      #expect(answer.isOver, "seed \(seed)")
      #expect(answer.samples.allSatisfy { abs($0) <= 64 }, "seed \(seed)")
    }
  }

  @Test func `a file without sound is told from one without anything wanted`() async throws {
    let path = try await Fixtures.shared.media(
      "silent.mp4", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1", "-c:v", "libx264")
    let decoder = try Decoder()

    let sound = try await decoder.answer(DecodeOrder(sound: .init()), path)
    let both = try await decoder.answer(DecodeOrder(sound: .init(), pictures: .init()), path)

    #expect(sound.failure?.code == .missing)
    #expect(both.ending?.wholeness == .whole && both.ending?.reason == "there is no sound in the file")
    #expect(both.pictures.count == 25)
  }

  @Test func `a claim of endless sound costs no memory`() async throws {
    let path = try await Fixtures.shared.media("claim.wav", "-f", "lavfi", "-i", "sine=duration=1")
    var bytes = try Bytes.read(path)
    let data = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("data".utf8)) })
    bytes.replaceSubrange(data + 4..<data + 8, with: [0xF0, 0xFF, 0xFF, 0x7F])

    let answer = try await answer("claims.wav", bytes, DecodeOrder(sound: .init(), peaks: .init()))

    #expect(abs(answer.samples.count - 22_050) < 50)
    #expect(answer.peaks.count == 20)
  }
}
