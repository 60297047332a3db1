import Audio
import Media
import Testing
import Vision

/// Files that are damaged, strange or evil.
@Suite(.timeLimit(.minutes(3))) struct HostileClipTests {
  private static let film = [
    "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=10:duration=4", "-f", "lavfi", "-i",
    "sine=frequency=300:duration=4", "-pix_fmt", "yuv420p",
  ]

  @Test(.enabled(if: FilmFolder.canMake, "ffmpeg makes the films"))
  func `half a film is seen and heard as far as it goes`() async throws {
    try await FilmFolder.with { folder in
      let whole = try await folder.make("whole.mp4", Self.film + ["-g", "10", "-movflags", "+faststart"])
      let bytes = try folder.bytes(whole)
      let half = try folder.write("half.mp4", bytes.prefix(bytes.count * 2 / 3))
      let head = try folder.write("head.mp4", bytes.prefix(60))

      let clip = try await folder.clip(half)

      #expect(clip.picture.map { (5..<40).contains($0.frames) } == true && clip.duration < 4)
      #expect(clip.lack?.isEmpty == false && clip.sound?.sound.lack == clip.lack)
      #expect(await folder.failure(head)?.isRetriable == false)
    }
  }

  @Test(.enabled(if: FilmFolder.canMake, "ffmpeg makes the films"))
  func `a film that claims a day has what it has`() async throws {
    try await FilmFolder.with { folder in
      let file = try await folder.make("film.mkv", Self.film)
      var bytes = try folder.bytes(file)
      // The element for the duration: milliseconds, as a number of eight bytes.
      let place = try #require(bytes.firstRange(of: [0x44, 0x89, 0x88]))
      let day = (86_400_000.0).bitPattern.bigEndian
      withUnsafeBytes(of: day) { bytes.replaceSubrange(place.upperBound..<place.upperBound + 8, with: $0) }

      let clip = try await folder.clip(try folder.write("day.mkv", bytes))

      #expect(abs(clip.duration - 4) < 0.3, "\(clip.duration)")
      #expect(clip.picture?.shots.map { abs($0.duration - 4) < 0.3 } == true)
    }
  }

  /// Arguments of ffmpeg, and how long what comes of them is.
  static let strange: [(String, [String], Double)] = [
    (
      "one pixel",
      [
        "-f", "lavfi", "-i", "color=red:size=64x64:rate=5:duration=2", "-vf", "format=bgr0,crop=1:1", "-c:v",
        "ffv1",
      ], 2
    ),
    (
      "one frame a second",
      ["-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1:duration=6", "-pix_fmt", "yuv420p"], 6
    ),
    (
      "frames at any time",
      [
        "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=30:duration=4", "-vf",
        "select='not(mod(n,7))+not(mod(n,5))'", "-fps_mode", "vfr", "-pix_fmt", "yuv420p",
      ], 4
    ),
    (
      "sound that ends early",
      [
        "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=10:duration=5", "-f", "lavfi", "-i",
        "anoisesrc=duration=2", "-pix_fmt", "yuv420p",
      ], 5
    ),
    (
      "sound that goes on",
      [
        "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=10:duration=2", "-f", "lavfi", "-i",
        "anoisesrc=duration=5", "-pix_fmt", "yuv420p",
      ], 5
    ),
  ]

  @Test(.enabled(if: FilmFolder.canMake, "ffmpeg makes the films"), arguments: strange)
  func `strange films are films`(name: String, arguments: [String], duration: Double) async throws {
    try await FilmFolder.with { folder in
      let clip = try await folder.clip(try await folder.make("film.mkv", arguments))

      #expect(abs(clip.duration - duration) < 0.35, "\(name): \(clip.duration)")
      let picture = try #require(clip.picture)
      #expect(picture.kind == .film && picture.frames > 1 && picture.shots?.transitions.isEmpty == true)
      if let sound = clip.sound {
        #expect(sound.course.stretches.last.map { abs($0.end - sound.sound.duration) < 1e-6 } == true)
      }
    }
  }

  @Test func `what is no media at all is said`() async throws {
    try await FilmFolder.with { folder in
      let text = try folder.write("text.mp4", Array("nothing to see".utf8))
      let empty = try folder.write("empty.mp4", [])

      for file in [text, empty] {
        let error = await folder.failure(file)
        #expect(error?.code == .unreadable && error?.isRetriable == false, "\(file)")
      }
    }
  }

  @Test func `a decoder that dies in the middle costs its own film`() async throws {
    let stage = try Stage()
    let evil = try stage.file("about", "picture 90 160", "sound 100", "signal 11")
    let nothing = try stage.file("about", "end")
    let good = try stage.file("about", "repeat 3 sound 10000", "picture 90 160", "end")

    try await stage.perform { decoder in
      let error = await #expect(throws: MediaError.self) { try await decoder.clip(of: evil) }
      let lack = await #expect(throws: MediaError.self) { try await decoder.clip(of: nothing) }
      let clip = try await decoder.clip(of: good).clip

      #expect(error?.code == .crashed && error?.isRetriable == true)
      #expect(lack?.code == .missing && lack?.message == "there is neither sound nor a picture in it")
      #expect(clip.sound != nil && clip.picture?.frames == 1)
      #expect(clip.picture?.width == 90 && clip.picture?.height == 160)
    }
  }

  @Test func `a photo that ends each decoder is left out, and the others stand`() async throws {
    let stage = try Stage()
    let evil = try stage.file("about", "signal 11")
    let good = try stage.file("about", "picture 90 160", "end")

    try await stage.perform { decoder in
      let post = try await decoder.photos([good, evil, good])
      let none = await #expect(throws: MediaError.self) { try await decoder.photos([evil]) }

      #expect(post.picture?.frames == 2)
      #expect(post.lack?.hasPrefix("1 of 3 photos cannot be seen: photo 2: the media decoder ") == true)
      #expect(none?.code == .crashed && none?.isRetriable == true)
    }
  }
}
