import MediaWire
import Samples
import TestKit
import Testing

/// Films and photos of a made-up world, which are written without the libraries that read them here.
@Suite(.timeLimit(.minutes(3))) struct SampleFilmTests {
  private static let song = "song/8/7309876543210987654/hip-hop/dark/92/61"

  @Test(arguments: [
    "sample-clip:7301234567890123456/dance/14/beat/7480/00/\(song)",
    "sample-clip:2/talk/6/20/4590/74/speech", "sample-clip:3/slides/20/60/2260/00/noise",
    "sample-clip:4/scenery/3/0/5542/00/silence",
  ])
  func `a film is decoded whole`(link: String) async throws {
    let clip = try #require(SampleClip(link: link))
    let path = try await Fixtures.shared.file("film-\(clip.seed).avi", clip.file(soundRate: 22_050))

    let answer = try await Decoder().answer(DecodeOrder(sound: .init(), pictures: .init()), path)

    let count = clip.seconds * ClipPlan.frameRate
    #expect(answer.failure == nil && answer.ending?.wholeness == .whole)
    #expect(answer.times.elementsEqual((0..<count).map(ClipPlan.time)) { abs($0 - $1) < 1e-6 })
    #expect(answer.samples.count == clip.seconds * 22_050)
    #expect(abs((answer.info?.duration ?? 0) - Double(clip.seconds)) < 0.01)
    #expect(
      answer.info?.streams.first?.kind
        == .pictures(width: SampleClip.width, height: SampleClip.height, rotation: 0, rate: 12))
  }

  @Test func `a film without a sound track has none, and its cuts are where they were planted`() async throws
  {
    let clip = try #require(SampleClip(link: "sample-clip:5/slides/12/40/6560/00/none"))
    let path = try await Fixtures.shared.file("film-5.avi", clip.file(soundRate: 22_050))

    let answer = try await Decoder().answer(DecodeOrder(pictures: .init()), path)

    #expect(answer.info?.sound == nil && answer.ending?.wholeness == .whole)
    let changes = zip(answer.pictures, answer.pictures.dropFirst()).map {
      Self.difference($0.pixels, $1.pixels)
    }
    let cuts = clip.plan.transitions.filter { $0.kind == .cut }.map(\.frame)
    let least = cuts.map { changes[$0 - 1] }.min() ?? 0
    let passing = clip.plan.transitions.flatMap { $0.frame..<$0.frame + $0.frameCount + 1 }
    let greatest =
      changes.indices.filter { !cuts.contains($0 + 1) && !passing.contains($0 + 1) }
      .map { changes[$0] }.max() ?? 0
    #expect(cuts.count > 3 && least > 2 * greatest, "\(least) at a cut, \(greatest) elsewhere")
  }

  @Test func `what is lost of a film is noticed`() async throws {
    let clip = try #require(SampleClip(link: "sample-clip:6/talk/6/20/4590/00/speech"))
    let file = clip.file(soundRate: 22_050)
    let path = try await Fixtures.shared.file("film-6.avi", Array(file.prefix(file.count / 2)))

    let answer = try await Decoder().answer(DecodeOrder(sound: .init(), pictures: .init()), path)

    #expect(answer.ending?.wholeness == .damaged && (30..<40).contains(answer.pictures.count))
  }

  @Test func `a photo is decoded`() async throws {
    let photo = try #require(SamplePhoto(link: "sample-photo:7301234567890123456/7480"))
    let path = try await Fixtures.shared.file("sample-photo.png", photo.file())
    let wish = DecodeOrder.Pictures(width: SamplePhoto.width, height: SamplePhoto.height)

    let answer = try await Decoder().answer(DecodeOrder(pictures: wish), path)

    #expect(answer.failure == nil && answer.ending == Ending(.whole, pictureCount: 1))
    let picture = try #require(answer.pictures.first)
    #expect(picture.width == SamplePhoto.width && picture.height == SamplePhoto.height)
    #expect(Set(picture.pixels).count > 20)
  }

  /// Of a byte, on average.
  private static func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    let sum = zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(one.count)
  }
}
