import Audio
import FoundationEssentials
import Media
import MediaWire
import TestVideo
import Testing
import Vision

/// What is seen and heard in films that ffmpeg makes, with the real decoder.
@Suite(.timeLimit(.minutes(5)), .enabled(if: FilmFolder.canMake, "ffmpeg makes the films"))
struct ClipTests {
  private static func planted() throws -> Clip {
    try #require(TestVideo.clips(.unseen, count: 1, seed: 12).first { $0.kind == .cuts })
  }

  @Test func `a film tells its shots, its looks and its sound`() async throws {
    try await FilmFolder.with { folder in
      let planted = try Self.planted()
      let material = try folder.material(planted)
      let film = try await folder.make(
        "film.mp4",
        [
          "-i", material, "-f", "lavfi", "-i", "anoisesrc=amplitude=0.2:sample_rate=44100:seed=1",
          "-shortest",
          "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac",
        ])

      let (clip, prints) = try await folder.decoder.clip(of: MediaFile(path: film), prints: .init())

      let picture = try #require(clip.picture), sound = try #require(clip.sound)
      #expect(abs(clip.duration - planted.duration) < 0.2 && clip.lack == nil)
      #expect(picture.kind == .film && picture.width == 180 && picture.height == 320)
      #expect(picture.looks.orientation == .portrait && picture.frames > planted.frameCount / 4)
      let cuts = try #require(picture.shots).cuts.map(\.time)
      let truth = planted.cutFrames.map { planted.time(of: $0) }
      let slack = 2.5 / planted.rate.perSecond
      let found = truth.filter { time in cuts.contains { abs($0 - time) <= slack } }
      #expect(found.count >= truth.count - 1 && cuts.count <= truth.count + 1, "\(truth) and \(cuts)")
      #expect(picture.print.frames.count >= truth.count / 2)
      #expect(sound.course.share(of: .noise) > 0.9 && sound.sound.waveform == nil)
      #expect(sound.sound.loudness != nil && prints.count == 1)
      let kept = try JSONEncoder().encode(clip)
      #expect(try JSONDecoder().decode(AnalyzedClip.self, from: kept) == clip)
    }
  }

  @Test func `the same film in another size and coding is known again`() async throws {
    try await FilmFolder.with { folder in
      let material = try folder.material(try Self.planted(), width: 360, height: 640)
      let first = try await folder.make(
        "1.mp4", ["-i", material, "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"])
      let copies = [
        ("2.mp4", ["-vf", "scale=144:256", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "32"]),
        (
          "3.webm",
          [
            "-vf", "scale=288:512", "-c:v", "libvpx", "-b:v", "600k", "-deadline", "realtime", "-cpu-used",
            "8",
          ]
        ),
        (
          "4.mp4",
          ["-ss", "0.7", "-vf", "pad=iw:iw*16/9+60:0:30,scale=202:360", "-c:v", "mpeg4", "-q:v", "6"]
        ),
      ]
      let original = try #require(try await folder.clip(first).picture)

      for (name, arguments) in copies {
        let copy = try await folder.make(name, ["-i", material] + arguments)
        let print = try #require(try await folder.clip(copy).picture).print
        let likeness = original.print.likeness(to: print)

        #expect(likeness.isSame && likeness.distance < 0.3, "\(name): \(likeness)")
      }
      let stranger = try folder.material(try #require(TestVideo.clips(.unseen, count: 8, seed: 77).last))
      let other = try #require(try await folder.clip(stranger).picture).print
      #expect(!original.print.likeness(to: other).isSame)
    }
  }

  /// How it is made of a picture of 320x180, and what is to be seen.
  struct Shape: CustomStringConvertible, Sendable {
    let name: String
    let arguments: [String]
    let width: Int
    let height: Int
    let orientation: Orientation
    var bars = Letterbox.none
    /// Arguments of a second pass that codes nothing.
    var marks: [String] = []

    var description: String { name }
  }

  static let shapes = [
    Shape(name: "landscape", arguments: [], width: 320, height: 180, orientation: .landscape),
    Shape(
      name: "portrait", arguments: ["-vf", "transpose=1"], width: 180, height: 320, orientation: .portrait),
    Shape(
      name: "square", arguments: ["-vf", "crop=180:180"], width: 180, height: 180, orientation: .square),
    Shape(
      name: "letterboxed", arguments: ["-vf", "pad=320:568:0:194"], width: 320, height: 568,
      orientation: .landscape, bars: Letterbox(top: 194, bottom: 194, left: 0, right: 0)),
    Shape(
      name: "pillars", arguments: ["-vf", "crop=100:180,pad=320:180:110:0"], width: 320, height: 180,
      orientation: .portrait, bars: Letterbox(top: 0, bottom: 0, left: 110, right: 110)),
    Shape(
      name: "narrow pixels", arguments: ["-vf", "scale=160:180,setsar=2/1"], width: 320, height: 180,
      orientation: .landscape),
    Shape(
      name: "turned", arguments: [], width: 180, height: 320, orientation: .portrait,
      marks: ["-metadata:s:v:0", "rotate=90"]),
  ]

  @Test(arguments: shapes) func `size, bars and orientation are those that a viewer sees`(
    shape: Shape
  ) async throws {
    try await FilmFolder.with { folder in
      let source = "testsrc2=size=320x180:rate=12:duration=1.5"
      var film = try await folder.make(
        "film.mp4", ["-f", "lavfi", "-i", source] + shape.arguments + ["-pix_fmt", "yuv420p"])
      if !shape.marks.isEmpty {
        film = try await folder.make("marked.mp4", ["-i", film, "-c", "copy"] + shape.marks)
      }

      let picture = try #require(try await folder.clip(film).picture)

      #expect(picture.width == shape.width && picture.height == shape.height)
      #expect(picture.looks.orientation == shape.orientation)
      let (found, bars) = (picture.looks.letterbox, shape.bars)
      let offs = [
        found.top - bars.top, found.bottom - bars.bottom, found.left - bars.left, found.right - bars.right,
      ]
      #expect(offs.allSatisfy { abs($0) <= 6 }, "\(found)")
    }
  }

  @Test func `one long frame is a film of one shot`() async throws {
    try await FilmFolder.with { folder in
      let still = ["-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1/7:duration=7"]
      let film = try await folder.make("still.mp4", still + ["-pix_fmt", "yuv420p"])

      let clip = try await folder.clip(film)

      #expect(clip.picture?.frames == 1 && clip.picture?.kind == .film)
      #expect(clip.picture?.shots?.shots.count == 1 && clip.lack == nil)
      #expect(
        abs(clip.duration - 7) < 0.1 && clip.picture?.shots?.duration == clip.duration, "\(clip.duration)")
    }
  }

  @Test func `what only sounds has no picture, and what only shows has no sound`() async throws {
    try await FilmFolder.with { folder in
      let tone = ["-f", "lavfi", "-i", "sine=frequency=440:duration=3"]
      let show = ["-f", "lavfi", "-i", "testsrc2=size=64x64:rate=10:duration=2"]
      let cover = try await folder.make("cover.png", show + ["-frames:v", "1"])
      let song = try await folder.make(
        "song.mp3", tone + ["-i", cover, "-map", "0", "-map", "1", "-disposition:v", "attached_pic"])
      let silent = try await folder.make("silent.gif", show)

      let heard = try await folder.clip(song), seen = try await folder.clip(silent)

      #expect(heard.picture == nil && heard.sound != nil && abs(heard.duration - 3) < 0.2)
      #expect(seen.sound == nil && seen.picture?.kind == .film && abs(seen.duration - 2) < 0.2)
      #expect(seen.lack == nil && heard.lack == nil)
    }
  }
}
