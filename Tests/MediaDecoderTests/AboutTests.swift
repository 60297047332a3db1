import MediaWire
import Testing

@Suite(.enabled(if: Fixtures.areAvailable, "needs ffmpeg and fpcalc"), .timeLimit(.minutes(3)))
struct AboutTests {
  private static let tone = "sine=frequency=440:duration=1:sample_rate=44100"

  @Test(arguments: ["mp3", "ogg", "opus", "flac", "m4a", "webm", "wav"])
  func `tags are read from every container`(
    kind: String
  ) async throws {
    let path = try await Fixtures.shared.media(
      "tagged.\(kind)", "-f", "lavfi", "-i", Self.tone, "-metadata", "title=Été à 東京", "-metadata",
      "artist=Somebody")

    let info = try #require(try await Decoder().answer(DecodeOrder(), path).info)

    #expect(info[tag: "title"] == "Été à 東京")
    #expect(info[tag: "artist"] == "Somebody")
    #expect(abs((info.duration ?? 0) - 1) < 0.05)
    #expect(info.sound == 0 && info.pictures == nil && info.streamCount == 1)
    #expect(info.streams[0].isDecodable)
  }

  @Test func `a tag in an old encoding is repaired`() async throws {
    let plain = try await Fixtures.shared.media(
      "plain.flac", "-f", "lavfi", "-i", Self.tone, "-metadata", "title=Caf_")
    var bytes = try Bytes.read(plain)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("Caf_".utf8)) })
    bytes[place + 3] = 0xE9
    let path = try await Fixtures.shared.file("old.flac", bytes)

    let info = try await Decoder().answer(DecodeOrder(), path).info

    #expect(info?[tag: "title"] == "Café")
  }

  @Test func `a video's sides are told as they are shown`() async throws {
    let flat = try await Fixtures.shared.media(
      "flat.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1", "-f", "lavfi", "-i", Self.tone, "-c:v",
      "libx264")
    let wide = try await Fixtures.shared.media(
      "wide.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1,setsar=2", "-c:v", "libx264")
    let decoder = try Decoder()

    let flatInfo = try #require(try await decoder.answer(DecodeOrder(), flat).info)
    let wideInfo = try #require(try await decoder.answer(DecodeOrder(), wide).info)

    #expect(flatInfo.streams[0].kind == .pictures(width: 320, height: 180, rotation: 0, rate: 25))
    #expect(flatInfo.streams[0].codec == "h264")
    #expect(flatInfo.pictures == 0 && flatInfo.sound == 1)
    #expect(flatInfo.container == "mov,mp4,m4a,3gp,3g2,mj2")
    #expect(wideInfo.streams[0].kind == .pictures(width: 640, height: 180, rotation: 0, rate: 25))
  }

  @Test func `an album's front is a cover, not pictures`() async throws {
    let path = try await Fixtures.covered()

    let info = try #require(try await Decoder().answer(DecodeOrder(), path).info)

    #expect(info.streams.map(\.kind).contains(.cover(width: 300, height: 200)))
    #expect(info.pictures == nil && info.sound != nil)
  }

  @Test func `a file of more streams than are told of is counted`() async throws {
    let maps = (0..<70).flatMap { _ in ["-map", "0"] }
    let path = try await Fixtures.shared.media(
      "many.mkv", ["-f", "lavfi", "-i", Self.tone] + maps + ["-c:a", "pcm_s16le"])

    let info = try #require(try await Decoder().answer(DecodeOrder(), path).info)

    #expect(info.streamCount == 70)
    #expect(info.streams.count == Wire.listLimit)
  }

  @Test func `the chosen streams are told of wherever they are`() async throws {
    let maps = (0..<70).flatMap { _ in ["-map", "0"] }
    let path = try await Fixtures.shared.media(
      "last.mkv",
      ["-f", "lavfi", "-i", Self.tone, "-f", "lavfi", "-i", "color=red:s=64x64:r=5:d=1"] + maps
        + ["-map", "1", "-c:a", "pcm_s16le", "-c:v", "mpeg4", "-disposition:a:68", "default"])

    let info = try #require(try await Decoder().answer(DecodeOrder(), path).info)

    #expect(info.streams.count == Wire.listLimit && info.pictures == 70)
    let told = info.streams.map(\.index)
    #expect(told.contains(70) && info.sound.map(told.contains) == true)
  }

  @Test func `a photo has neither length nor rate`() async throws {
    let path = try await Fixtures.shared.media(
      "lone.png", "-f", "lavfi", "-i", "testsrc2=s=300x200:d=1:r=1", "-frames:v", "1")

    let info = try #require(try await Decoder().answer(DecodeOrder(), path).info)

    #expect(info.duration == nil && info.streams[0].duration == nil)
    #expect(info.streams[0].kind == .pictures(width: 300, height: 200, rotation: 0, rate: nil))
    #expect(info.pictures == 0)
  }

  @Test func `a moving WebP is not said to be decodable`() async throws {
    let path = try await Fixtures.shared.media(
      "moving.webp", "-f", "lavfi", "-i", "testsrc2=s=64x48:d=1:r=5", "-c:v", "libwebp_anim")

    let answer = try await Decoder().answer(DecodeOrder(pictures: .init()), path)

    #expect(answer.info?.streams.first?.isDecodable == false && answer.info?.pictures == nil)
    #expect(answer.failure?.code == .unsupported)
  }

  @Test func `a file of too many streams is refused`() async throws {
    let maps = (0..<300).flatMap { _ in ["-map", "0"] }
    let path = try await Fixtures.shared.media(
      "crowd.mkv", ["-f", "lavfi", "-i", Self.tone] + maps + ["-c:a", "pcm_s16le"])

    let answer = try await Decoder().answer(DecodeOrder(), path)

    #expect(answer.failure?.code == .tooLarge)
  }
}

extension Fixtures {
  /// A song with its album's front.
  static func covered() async throws -> String {
    let front = try await shared.media(
      "front.png", "-f", "lavfi", "-i", "testsrc2=s=300x200:d=1:r=1", "-frames:v", "1")
    return try await shared.media(
      "covered.mp3", "-f", "lavfi", "-i", "sine=duration=2", "-i", front, "-map", "0", "-map", "1", "-c:v",
      "copy",
      "-id3v2_version", "3", "-disposition:v", "attached_pic")
  }
}
