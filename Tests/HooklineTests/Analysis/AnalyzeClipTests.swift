import Documents
import FoundationEssentials
import Glibc
import Lifecycle
import Testing

@testable import Hookline

/// Films and photos that ffmpeg makes, with the real decoder.
@Suite(.timeLimit(.minutes(4)), .enabled(if: FilmMaking.isPossible, "ffmpeg makes the films"))
struct AnalyzeClipTests {
  private struct Line: Decodable {
    struct Picture: Decodable {
      struct Span: Decodable, Equatable {
        let start: Double
        let end: Double
      }
      struct KeyFrame: Decodable {
        let time: Double
        let hash: String
      }
      struct Swatch: Decodable {
        let colour: String
        let share: Double
      }

      let kind: String
      let width: Int
      let height: Int
      let orientation: String
      let frames: Int
      let shots: [Span]
      let palette: [Swatch]
      let keyFrames: [KeyFrame]
    }
    struct Course: Decodable {
      struct Stretch: Decodable {
        let kind: String
        let start: Double
        let end: Double
      }

      let stretches: [Stretch]
      let step: Double
      let energy: [Double]
      let loudness: [Double]
    }

    let path: String
    let paths: [String]?
    let error: String?
    let duration: Double?
    let picture: Picture?
    let course: Course?
    let lack: String?
    let differs: [String]?
  }

  private static func lines(_ output: String) throws -> [Line] {
    try output.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  private static func names(_ line: Substring) throws -> [String] {
    guard case .object(let members) = try JSONValue(reading: String(line)) else { return [] }
    return members.map(\.0)
  }

  private static func make(_ path: String, _ arguments: [String]) async throws {
    let result = try await ChildProcess(
      "ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments + [path]
    ).run()
    #expect(result.isSuccess, "\(result.errorText)")
  }

  /// Two scenes of two seconds, with noise.
  private static func makeFilm(_ path: String, hasSound: Bool = true) async throws {
    let scenes = ["testsrc2", "mandelbrot"].flatMap {
      ["-f", "lavfi", "-t", "2", "-i", "\($0)=size=120x200:rate=10"]
    }
    let sound = hasSound ? ["-f", "lavfi", "-i", "anoisesrc=duration=4:amplitude=0.2:seed=3"] : []
    let maps =
      ["-filter_complex", "[0:v][1:v]concat=n=2[v]", "-map", "[v]"] + (hasSound ? ["-map", "2:a"] : [])
    try await make(path, scenes + sound + maps + ["-pix_fmt", "yuv420p"])
  }

  @Test func `one line has all of a film, the same on every run`() async throws {
    try await MediaStage.withFolder { folder in
      let film = folder + "/film.mp4"
      try await Self.makeFilm(film)

      let outcome = await MediaStage.hookline(["analyze", "--json", film])
      let again = await MediaStage.hookline(["analyze", "--json", film])

      #expect(outcome.status == .done && outcome.errors.isEmpty && outcome.output == again.output)
      let line = try #require(try Self.lines(outcome.output).first)
      let picture = try #require(line.picture), course = try #require(line.course)
      #expect(line.duration.map { abs($0 - 4) < 0.2 } == true && line.lack == nil)
      #expect(picture.kind == "film" && picture.width == 120 && picture.height == 200)
      #expect(picture.orientation == "portrait" && picture.frames > 10)
      #expect(picture.shots.count == 2 && abs(picture.shots[0].end - 2) < 0.25, "\(picture.shots)")
      #expect(!picture.keyFrames.isEmpty && picture.keyFrames.allSatisfy { $0.hash.utf8.count == 16 })
      #expect(
        (1...5).contains(picture.palette.count) && picture.palette.allSatisfy { $0.colour.hasPrefix("#") })
      #expect(course.stretches.map(\.kind) == ["noise"] && course.energy.count == course.loudness.count)
      let names = try Self.names(outcome.output.dropLast())
      #expect(Set(names).count == names.count && names.contains("content") && !names.contains("words"))
    }
  }

  @Test func `a film without sound has the same names, and a sound has no others`() async throws {
    try await MediaStage.withFolder { folder in
      try await Self.makeFilm(folder + "/1.mp4")
      try await Self.makeFilm(folder + "/2.mp4", hasSound: false)
      try MediaStage.write(TestSong.noise(seconds: 3), to: folder + "/3.wav", rate: TestSong.rate)

      let outcome = await MediaStage.hookline(["analyze", "--json", folder])

      let names = try outcome.output.split(separator: "\n").map(Self.names)
      #expect(outcome.status == .done && names.count == 3 && names[0] == names[1])
      #expect(Set(names[2]).isSubset(of: names[0]))
      #expect(!names[2].contains("picture") && !names[2].contains("course"))
      let silent = try Self.lines(outcome.output)[1]
      #expect(silent.course == nil && silent.picture?.shots.count == 2)
    }
  }

  @Test func `a photo is a post, and so are several`() async throws {
    try await MediaStage.withFolder { folder in
      for (name, size) in [("1.jpg", "300x200"), ("2.png", "100x400")] {
        try await Self.make(
          folder + "/" + name, ["-f", "lavfi", "-i", "testsrc2=size=\(size)", "-frames:v", "1"])
      }
      try Data("no photo".utf8).write(to: URL(filePath: folder + "/3.jpg"))

      let alone = await MediaStage.hookline(["analyze", "--json", folder + "/1.jpg"])
      let post = await MediaStage.hookline(["analyze", "--json", "--photos", folder])
      let told = await MediaStage.hookline(["analyze", "--photos", folder])
      let each = await MediaStage.hookline(["analyze", "--json", folder])

      let one = try #require(try Self.lines(alone.output).first?.picture)
      #expect(one.kind == "photos" && one.frames == 1 && one.orientation == "landscape" && one.shots.isEmpty)
      let all = try Self.lines(post.output)
      #expect(all.count == 1 && all[0].picture?.frames == 2 && all[0].duration == 0, "\(post.errors)")
      #expect(all[0].lack?.hasPrefix("1 of 3 photos cannot be seen: photo 3: ") == true)
      #expect(told.output.contains("2 photos, 300 x 200, landscape") && told.errors.contains("1 of 3 photos"))
      let errors = try Self.lines(each.output).map(\.error)
      #expect(each.status == .failed && errors.map { $0 == nil } == [true, true, false])
    }
  }

  @Test func `a post names all of its photos, and is compared by them`() async throws {
    try await MediaStage.withFolder { folder in
      let photos = ["a", "b", "c"].map { "\(folder)/\($0).png" }
      for (path, size) in zip(photos, ["300x200", "100x400", "64x64"]) {
        try await Self.make(path, ["-f", "lavfi", "-i", "testsrc2=size=\(size)", "-frames:v", "1"])
      }
      try Data("no photo".utf8).write(to: URL(filePath: folder + "/d.png"))
      func post(_ photos: [String], _ options: String...) async -> MediaStage.Outcome {
        await MediaStage.hookline(["analyze", "--photos"] + options + photos)
      }

      let two = await post([photos[0], photos[1]], "--json"),
        other = await post([photos[0], photos[2]], "--json")
      let told = await post([photos[0], photos[1]])
      let broken = await post([folder + "/d.png", folder + "/d.png"], "--json")
      let (old, new) = (folder + "/old.json", folder + "/new.json")
      try Data((two.output + other.output).utf8).write(to: URL(filePath: old))
      try Data(other.output.utf8).write(to: URL(filePath: new))
      let compared = await MediaStage.hookline(["analyze", "--json", "--compare", old, new])

      let line = try #require(try Self.lines(two.output).first)
      #expect(line.path == photos[0] && line.paths == [photos[0], photos[1]])
      #expect(told.output.contains("\(photos[0]), \(photos[1])"))
      let failed = try #require(try Self.lines(broken.output).first)
      #expect(failed.error != nil && failed.paths?.count == 2)
      let lines = try Self.lines(compared.output)
      #expect(compared.status == .failed && lines.count == 2, "\(compared.output)")
      #expect(lines.first?.error != nil && lines.first?.paths == [photos[0], photos[1]])
      #expect(lines.last?.differs == [] && lines.last?.paths == [photos[0], photos[2]])
    }
  }

  @Test func `a caption is read with its film`() async throws {
    try await MediaStage.withFolder { folder in
      let film = folder + "/film.mp4"
      try await Self.makeFilm(film)

      let outcome = await MediaStage.hookline(
        ["analyze", "--json", film, "--caption", "sad songs", "--hashtags", "lofi"])
      let both = await MediaStage.hookline(["analyze", film, film, "--caption", "sad songs"])

      #expect(outcome.status == .done && outcome.output.contains("\"words\": {\"language\": "))
      #expect(outcome.output.contains("\"picture\": {\"kind\": \"film\""))
      let place = try #require(outcome.output.firstRange(of: "\"content\": {"))
      let content = outcome.output[place.upperBound...]
      #expect(content.contains("\"name\": \"lo-fi\"") && content.contains("\"from\": \"hashtags\""))
      #expect(content.contains("\"modality\": \"words\"") && content.contains("\"modality\": \"picture\""))
      #expect(content.contains("\"interval\": {\"low\""))
      #expect(content.contains("\"name\": \"sad\""))
      #expect(both.status == .misused && both.errors.contains("--caption takes one file, not 2"))
    }
  }

  @Test func `what differs between two films is told part by part`() async throws {
    try await MediaStage.withFolder { folder in
      let film = folder + "/film.mp4"
      let (old, new) = (folder + "/old.json", folder + "/new.json")
      try await Self.makeFilm(film)
      let first = await MediaStage.hookline(["analyze", "--json", film])
      try await Self.make(
        film,
        [
          "-f", "lavfi", "-i", "testsrc2=size=200x120:rate=10:duration=4", "-f", "lavfi", "-i",
          "anoisesrc=duration=4:amplitude=0.2:seed=3", "-pix_fmt", "yuv420p",
        ])
      let second = await MediaStage.hookline(["analyze", "--json", film])
      try Data(first.output.utf8).write(to: URL(filePath: old))
      try Data(second.output.utf8).write(to: URL(filePath: new))

      let json = await MediaStage.hookline(["analyze", "--json", "--compare", old, new])
      let text = await MediaStage.hookline(["analyze", "--compare", old, new])

      let differs = Set(try Self.lines(json.output).first?.differs ?? [])
      #expect(
        differs.isSuperset(of: ["picture.shots", "picture.width", "picture.orientation"]), "\(differs)")
      #expect(!differs.contains("picture.kind") && !differs.contains("picture"))
      #expect(text.output.contains("2 from 0") && text.output.contains("landscape"))
    }
  }
}

private enum FilmMaking {
  static let isPossible = ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + "ffmpeg", X_OK) == 0 }
}
