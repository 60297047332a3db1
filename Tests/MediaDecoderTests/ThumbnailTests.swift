import Lifecycle
import MediaWire
import Testing

@Suite(.enabled(if: Fixtures.areAvailable, "needs ffmpeg and fpcalc"), .timeLimit(.minutes(3)))
struct ThumbnailTests {
  /// What ffprobe says of a file: its codec and sides.
  private func facts(_ bytes: [UInt8]?, _ name: String) async throws -> String {
    let path = try await Fixtures.shared.file(name, #require(bytes))
    let fields = "stream=codec_name,width,height"
    return try await ChildProcess(
      "ffprobe", ["-v", "error", "-show_entries", fields, "-of", "csv=p=0", path]
    ).run().text
  }

  @Test(arguments: [(DecodeOrder.Thumbnail.Format.jpeg, "mjpeg"), (.png, "png")])
  func `a video's thumbnail has the wanted format and size`(
    format: DecodeOrder.Thumbnail.Format, codec: String
  ) async throws {
    let path = try await Fixtures.shared.media(
      "clip.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-c:v", "libx264", "-pix_fmt",
      "yuv420p", "-g", "25")

    let answer = try await Decoder().answer(
      DecodeOrder(thumbnail: .init(time: 1, side: 200, format: format)), path)

    #expect(try await facts(answer.thumbnail, "thumbnail.\(codec)") == "\(codec),200,113\n")
    #expect(answer.ending == Ending(.whole))
  }

  @Test func `it is the frame of its time`() async throws {
    let source = "color=red:s=64x64:r=25:d=2[a];color=lime:s=64x64:r=25:d=2[b];[a][b]concat"
    let path = try await Fixtures.shared.media(
      "change.mp4", "-f", "lavfi", "-i", source, "-c:v", "libx264", "-pix_fmt", "yuv420p")
    let decoder = try Decoder()

    for (time, channel) in [(1.9, 0), (2.1, 1), (1e5, 1)] {
      let order = DecodeOrder(thumbnail: .init(time: time, side: 16, format: .png))
      let made = try await decoder.answer(order, path).thumbnail
      let png = try await Fixtures.shared.file("at-\(time).png", #require(made))
      let picture = try await decoder.answer(DecodeOrder(pictures: .init(width: 1, height: 1)), png).pictures[
        0]

      #expect(picture.pixels[channel] > 200 && picture.pixels[1 - channel] < 60, "at \(time)")
    }
  }

  @Test func `that of a song is its cover`() async throws {
    let answer = try await Decoder().answer(
      DecodeOrder(sound: .init(), thumbnail: .init(side: 150)), Fixtures.covered())

    #expect(try await facts(answer.thumbnail, "cover.jpg") == "mjpeg,150,100\n")
    #expect(answer.samples.count > 40_000)
  }

  @Test func `a small picture is not enlarged`() async throws {
    let path = try await Fixtures.shared.media(
      "small.png", "-f", "lavfi", "-i", "testsrc2=s=40x20:d=1:r=1", "-frames:v", "1")

    let answer = try await Decoder().answer(DecodeOrder(thumbnail: .init(side: 500)), path)

    #expect(try await facts(answer.thumbnail, "small.jpg") == "mjpeg,40,20\n")
  }

  @Test func `sound without a cover has none`() async throws {
    let path = try await Fixtures.shared.media("bare.wav", "-f", "lavfi", "-i", "sine=duration=1")
    let decoder = try Decoder()

    let alone = try await decoder.answer(DecodeOrder(thumbnail: .init()), path)
    let withSound = try await decoder.answer(DecodeOrder(sound: .init(), thumbnail: .init()), path)

    #expect(alone.failure?.code == .missing)
    #expect(withSound.ending?.wholeness == .whole && withSound.ending?.reason.contains("no picture") == true)
    #expect(withSound.samples.count == 22_050)
  }
}
