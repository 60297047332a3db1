import Lifecycle
import MediaWire
import Testing

@Suite(.enabled(if: Fixtures.areAvailable, "needs ffmpeg and fpcalc"), .timeLimit(.minutes(3)))
struct PictureTests {
  private static let source = "testsrc2=s=320x180:r=25:d=4"
  /// Red, green, blue and white, from the upper left corner, row by row.
  private static let corners =
    "color=red:s=64x32:r=5:d=1[a];color=lime:s=64x32:r=5:d=1[b];color=blue:s=64x32:r=5:d=1[c];color=white:s=64x32:r=5:d=1[d];[a][b]hstack[e];[c][d]hstack[f];[e][f]vstack"

  private func clip(_ name: String = "clip.mp4", codec: String = "libx264") async throws -> String {
    try await Fixtures.shared.media(
      name, "-f", "lavfi", "-i", Self.source, "-c:v", codec, "-pix_fmt", "yuv420p", "-g", "25")
  }

  @Test(arguments: ["libx264": "a.mp4", "libx265": "b.mp4", "libvpx-vp9": "c.webm", "mpeg4": "d.avi"])
  func `every frame is sent once, in order`(codec: String, name: String) async throws {
    let path = try await clip("every-" + name, codec: codec)

    let answer = try await Decoder().answer(DecodeOrder(pictures: .init()), path)

    #expect(answer.pictures.count == 100)
    #expect(zip(answer.times, 0...).allSatisfy { abs($0 - Double($1) / 25) < 0.0015 })
    #expect(
      answer.pictures.allSatisfy { $0.width == 90 && $0.height == 160 && $0.pixels.count == 90 * 160 * 3 })
    #expect(answer.ending == Ending(.whole, pictureCount: 100))
  }

  @Test func `times of a variable rate are the file's own`() async throws {
    let path = try await Fixtures.shared.media(
      "variable.mkv", "-f", "lavfi", "-i", Self.source, "-vf", "select='not(mod(n,3))+not(mod(n,7))'",
      "-vsync", "vfr",
      "-c:v", "libx264", "-bf", "2")
    let said = try await ChildProcess(
      "ffprobe",
      ["-v", "error", "-select_streams", "v", "-show_entries", "frame=pts_time", "-of", "csv=p=0", path]
    ).run().text

    let times = try await Decoder().answer(DecodeOrder(pictures: .init()), path).times

    let expected = said.split(whereSeparator: { $0 == "\n" || $0 == "," }).compactMap { Double($0) }
    #expect(expected.count > 30 && times.count == expected.count)
    #expect(zip(times, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test(arguments: [
    (0, ["red", "lime", "blue", "white"]), (90, ["blue", "red", "white", "lime"]),
    (180, ["white", "blue", "lime", "red"]), (270, ["lime", "white", "red", "blue"]),
  ]) func `what was filmed turned is sent upright`(degrees: Int, colours: [String]) async throws {
    let flat = try await Fixtures.shared.media(
      "corners.mp4", "-f", "lavfi", "-i", Self.corners, "-c:v", "libx264", "-pix_fmt", "yuv420p")
    // FFmpeg's option turns the other way round.
    let path = try await Fixtures.shared.media(
      "turned-\(degrees).mp4", "-i", flat, "-c", "copy", "-metadata:s:v:0", "rotate=\((360 - degrees) % 360)")
    let order = DecodeOrder(pictures: .init(width: 40, height: 40, keepsShape: true))

    let answer = try await Decoder().answer(order, path)

    let isTall = degrees % 180 == 90
    let first = try #require(answer.pictures.first)
    #expect((first.width, first.height) == (isTall ? (20, 40) : (40, 20)))
    #expect(first.cornerNames == colours)
    let kind = answer.info?.streams[0].kind
    #expect(
      kind == .pictures(width: isTall ? 64 : 128, height: isTall ? 128 : 64, rotation: degrees, rate: 5))
  }

  @Test func `so many frames a second are the first of each period`() async throws {
    let order = DecodeOrder(pictures: .init(choice: .atMost(perSecond: 2)))

    let times = try await Decoder().answer(order, clip()).times

    #expect(times == [0, 0.52, 1, 1.52, 2, 2.52, 3, 3.52])
  }

  @Test func `key frames alone are sent when only they are wanted`() async throws {
    let answer = try await Decoder().answer(DecodeOrder(pictures: .init(choice: .keyFrames)), clip())

    #expect(answer.times == [0, 1, 2, 3])
    #expect(answer.pictures.allSatisfy { $0.isKeyFrame })
    #expect(answer.ending?.wholeness == .whole)
  }

  @Test(arguments: ["libx264": "a.mp4", "libx265": "b.mp4", "libvpx-vp9": "c.webm", "mpeg4": "d.avi"])
  func `what may be skipped leaves the other frames where they are`(codec: String, name: String) async throws
  {
    let path = try await clip("every-" + name, codec: codec)
    let decoder = try Decoder()

    let all = try await decoder.answer(DecodeOrder(pictures: .init()), path).times
    let some = try await decoder.answer(
      DecodeOrder(pictures: .init(skips: [.loopFilter, .unreferenced, .exactness])), path)
    let few = try await decoder.answer(DecodeOrder(pictures: .init(skips: .all)), path)

    #expect(Set(some.times).isSubset(of: all) && Set(few.times).isSubset(of: some.times))
    #expect(few.times.count > 20 && few.times == few.times.sorted())
    #expect(some.ending?.wholeness == .whole && few.ending?.wholeness == .whole)
    if codec == "libx264" { #expect(some.times.count < all.count) }
  }

  @Test func `frames between others are left out, but not around a cut`() async throws {
    let picture = "s=320x180:r=25:d=2"
    let path = try await Fixtures.shared.media(
      "two-scenes.mp4", "-f", "lavfi", "-i", "testsrc=\(picture)[a];smptehdbars=\(picture)[b];[a][b]concat",
      "-c:v", "libx264", "-pix_fmt", "yuv420p", "-x264-params",
      "keyint=250:scenecut=0:bframes=3:b-adapt=0")

    let answer = try await Decoder().answer(DecodeOrder(pictures: .init(skips: [.between])), path)

    #expect(answer.times.count < 60 && answer.ending?.wholeness == .whole)
    let near = answer.times.map { Int(($0 * 25).rounded()) }.filter { 49...52 ~= $0 }
    #expect(near == [49, 50, 51, 52])
    #expect(zip(answer.times, answer.times.dropFirst()).allSatisfy { $1 - $0 < 0.2 })
  }

  /// Without edges, and the same at every run.
  private static let smooth =
    "nullsrc=s=574x1022:r=5:d=0.4,format=rgb24,"
    + "geq=r='128+100*sin(X/90+2*T)':g='128+100*cos(Y/130-X/300)':b='255*X*Y/(574*1022)'"

  @Test(arguments: [
    ("plain", ["-pix_fmt", "yuv420p"]), ("full", ["-pix_fmt", "yuvj420p"]),
    ("high", ["-vf", "scale=out_color_matrix=bt709", "-pix_fmt", "yuv420p", "-colorspace", "bt709"]),
  ]) func `small pictures look like the large ones`(name: String, arguments: [String]) async throws {
    let path = try await Fixtures.shared.media(
      "gradients-\(name).mp4",
      ["-f", "lavfi", "-i", Self.smooth] + arguments
        + ["-c:v", "libx264", "-crf", "10"])
    let reference = try await ChildProcess(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-i", path, "-vf", "scale=90:160:flags=area,format=rgb24", "-f",
        "rawvideo",
        "-",
      ]
    ).run().output

    let answer = try await Decoder().answer(DecodeOrder(pictures: .init()), path)

    let pixels = answer.pictures.flatMap(\.pixels)
    #expect(pixels.count == 2 * 90 * 160 * 3 && pixels.count == reference.count)
    let sum = zip(pixels, reference).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    #expect(Double(sum) / Double(max(1, pixels.count)) < 3)
  }

  @Test func `a part begins and ends where it should`() async throws {
    let order = DecodeOrder(pictures: .init(pixels: .gray), start: 2.5, duration: 0.5)

    let answer = try await Decoder().answer(order, clip())

    #expect(answer.times.count == 12 || answer.times.count == 13)
    #expect(answer.times.allSatisfy { 2.5..<3 ~= $0 })
    #expect(answer.pictures.allSatisfy { $0.pixels.count == 90 * 160 })
    #expect(answer.ending?.wholeness == .whole)
  }

  @Test(arguments: [(64, 64, 64, 64), (64, 64, 96, 64), (640, 480, 640, 480), (1280, 720, 1280, 720)])
  func `pictures that do not become smaller are sent too`(
    width: Int, height: Int, toWidth: Int, toHeight: Int
  ) async throws {
    let path = try await Fixtures.shared.media(
      "same-\(width)x\(height).mp4", "-f", "lavfi", "-i", "color=red:s=\(width)x\(height):r=5:d=0.4", "-c:v",
      "libx264", "-pix_fmt", "yuv420p")
    let wish = DecodeOrder.Pictures(width: toWidth, height: toHeight)

    let answer = try await Decoder().answer(DecodeOrder(pictures: wish), path)

    #expect(answer.failure == nil && answer.ending == Ending(.whole, pictureCount: 2))
    #expect(answer.pictures.allSatisfy { $0.width == toWidth && $0.height == toHeight })
    #expect(
      answer.pictures.first?.pixels.prefix(3).elementsEqual([254, 0, 0]) { abs(Int($0) - $1) < 6 } == true)
  }

  @Test func `colours are those that the file means`() async throws {
    let flat = try await Fixtures.shared.media(
      "corners.mp4", "-f", "lavfi", "-i", Self.corners, "-c:v", "libx264", "-pix_fmt", "yuv420p")
    let high = try await Fixtures.shared.media(
      "corners709.mp4", "-f", "lavfi", "-i", Self.corners, "-vf", "scale=out_color_matrix=bt709", "-c:v",
      "libx264",
      "-pix_fmt", "yuv420p", "-colorspace", "bt709")
    let decoder = try Decoder()

    for path in [flat, high] {
      let picture = try #require(
        try await decoder.answer(DecodeOrder(pictures: .init()), path).pictures.first)

      for (colour, wanted) in zip(
        picture.corners, [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]])
      {
        #expect(zip(colour, wanted).allSatisfy { abs(Int($0) - $1) < 12 }, "\(colour) is not \(wanted)")
      }
    }
  }

  @Test(arguments: ["png", "jpg", "webp", "gif"]) func `a photo is one picture`(kind: String) async throws {
    let path = try await Fixtures.shared.media(
      "photo.\(kind)", "-f", "lavfi", "-i", "testsrc2=s=640x480:d=1:r=1", "-frames:v", "1")

    let answer = try await Decoder().answer(
      DecodeOrder(pictures: .init(width: 100, height: 100, keepsShape: true)), path)

    #expect(answer.pictures.map { [$0.width, $0.height] } == [[100, 75]])
    #expect(answer.ending?.wholeness == .whole)
  }

  @Test func `a photo taken with the camera turned is upright`() async throws {
    let path = try await Fixtures.shared.media(
      "straight.jpg", "-f", "lavfi", "-i", "testsrc2=s=640x480:d=1:r=1", "-frames:v", "1")
    let bytes = try Bytes.read(path)
    // An Exif block of one entry: the orientation, 6, a quarter turn clockwise.
    let entry: [UInt8] = [0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    let exif = Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0] + entry
    let turned = bytes.prefix(2) + [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + bytes.dropFirst(2)
    let order = DecodeOrder(pictures: .init(width: 100, height: 100, keepsShape: true))

    let answer = try await Decoder().answer(order, Fixtures.shared.file("turned.jpg", Array(turned)))

    #expect(answer.pictures.map { [$0.width, $0.height] } == [[75, 100]])
  }

  @Test func `in two videos that were joined time goes on, and sizes may change`() async throws {
    var joined: [UInt8] = []
    for size in ["160x90", "320x240"] {
      let part = try await Fixtures.shared.media(
        "\(size).ts", "-f", "lavfi", "-i", "testsrc2=s=\(size):r=25:d=1", "-c:v", "libx264", "-pix_fmt",
        "yuv420p")
      joined += try Bytes.read(part)
    }
    let path = try await Fixtures.shared.file("joined.ts", joined)
    let order = DecodeOrder(pictures: .init(width: 80, height: 80, keepsShape: true))

    let decoder = try Decoder()
    let answer = try await decoder.answer(order, path)
    let quick = try await decoder.answer(DecodeOrder(pictures: .init(skips: .all)), path)

    #expect(answer.pictures.count >= 49)
    #expect(quick.times.count > 12 && quick.times.contains { $0 > 1.8 })
    #expect(quick.times == quick.times.sorted())
    #expect(zip(answer.times, answer.times.dropFirst()).allSatisfy { abs($1 - $0 - 0.04) < 0.05 })
    #expect(Set(answer.pictures.map(\.height)) == [45, 60])
  }

  @Test func `a frame larger than allowed is not decoded`() async throws {
    var order = DecodeOrder(pictures: .init())
    order.pixelLimit = 320 * 180 - 1

    let answer = try await Decoder().answer(order, clip())

    #expect(answer.failure?.code == .tooLarge)
    #expect(answer.pictures.isEmpty)
  }

  @Test func `sound and pictures come of one pass`() async throws {
    let path = try await Fixtures.shared.media(
      "both.mp4", "-f", "lavfi", "-i", Self.source, "-f", "lavfi", "-i", "sine=frequency=330:duration=4",
      "-c:v", "libx264")

    let answer = try await Decoder().answer(
      DecodeOrder(sound: .init(), pictures: .init(choice: .keyFrames)), path)

    #expect(abs(Tone.pitch(answer.samples.dropFirst(2000).dropLast(2000), rate: 22_050) - 330) < 1)
    #expect(answer.pictures.count == 1)
  }
}

extension Picture {
  /// The colours at a quarter of each side from the corners.
  var corners: [[UInt8]] {
    [(1, 1), (3, 1), (1, 3), (3, 3)].map { column, row in
      let start = (height * row / 4 * width + width * column / 4) * 3
      return Array(pixels[start..<start + 3])
    }
  }

  var cornerNames: [String] {
    corners.map { colour in
      switch colour.map({ $0 > 127 }) {
      case [true, false, false]: "red"
      case [false, true, false]: "lime"
      case [false, false, true]: "blue"
      default: "white"
      }
    }
  }
}
