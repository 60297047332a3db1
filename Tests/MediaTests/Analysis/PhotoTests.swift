import Media
import Testing
import Vision

/// Photos that ffmpeg makes, with the real decoder.
@Suite(.timeLimit(.minutes(3)), .enabled(if: FilmFolder.canMake, "ffmpeg makes the photos"))
struct PhotoTests {
  private static func source(_ size: String, _ name: String = "testsrc2") -> [String] {
    ["-f", "lavfi", "-i", "\(name)=size=\(size):rate=1", "-frames:v", "1"]
  }

  private static func photos(_ folder: FilmFolder, _ paths: [String]) async throws -> AnalyzedClip {
    try await folder.decoder.photos(paths.map { try MediaFile(path: $0) })
  }

  @Test func `photos of any format and size are one post`() async throws {
    try await FilmFolder.with { folder in
      let paths = [
        try await folder.make("1.jpg", Self.source("1600x1200")),
        try await folder.make("2.png", Self.source("300x900", "smptebars")),
        try await folder.make("3.webp", Self.source("64x64", "rgbtestsrc")),
      ]

      let post = try await Self.photos(folder, paths)

      let picture = try #require(post.picture)
      #expect(post.duration == 0 && post.sound == nil && post.lack == nil)
      #expect(picture.kind == .photos && picture.frames == 3 && picture.shots == nil)
      #expect(picture.width == 1600 && picture.height == 1200 && picture.looks.orientation == .landscape)
      #expect(picture.looks.motion == nil && picture.looks.frames == 3)
      #expect(picture.print.frames.map(\.time) == [0, 1, 2])
    }
  }

  @Test func `a photo alone is a post, and is known again in another size`() async throws {
    try await FilmFolder.with { folder in
      let large = try await folder.make("1.png", Self.source("1500x2000"))
      let small = try await folder.make("2.jpg", ["-i", large, "-vf", "scale=300:400", "-q:v", "8"])

      let one = try await folder.clip(large), other = try await Self.photos(folder, [small])

      #expect(one.picture?.kind == .photos && one.picture?.looks.orientation == .portrait)
      let likeness = try #require(one.picture).print.likeness(to: try #require(other.picture).print)
      #expect(likeness.isSame, "\(likeness)")
    }
  }

  @Test func `a photo that cannot be seen is told of, and the rest counts`() async throws {
    try await FilmFolder.with { folder in
      let good = try await folder.make("1.jpg", Self.source("100x100"))
      let bad = try folder.write("2.jpg", Array(try folder.bytes(good).prefix(300)))
      let text = try folder.write("3.jpg", Array("no picture".utf8))

      let post = try await Self.photos(folder, [bad, good, text])
      let error = await #expect(throws: MediaError.self) { try await Self.photos(folder, [text, bad]) }

      #expect(post.picture?.frames == 1 && post.picture?.width == 100)
      #expect(post.lack?.hasPrefix("2 of 3 photos cannot be seen: photo 1: ") == true, "\(post.lack ?? "")")
      #expect(error?.code == .unreadable)
    }
  }

  @Test func `a post has photos, and not too many`() async throws {
    try await FilmFolder.with { folder in
      let file = try MediaFile(path: try folder.write("a", [1, 2]))

      for count in [0, 36] {
        let files = [MediaFile](repeating: file, count: count)
        let error = await #expect(throws: MediaError.self) { try await folder.decoder.photos(files) }
        #expect(error?.code == .badOrder)
      }
    }
  }
}
