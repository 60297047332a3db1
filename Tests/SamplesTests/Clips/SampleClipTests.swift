import Crypto
import Models
import Testing

@testable import Samples

@Suite struct SampleClipTests {
  private static let song = "song/8/7309876543210987654/hip-hop/dark/92/61"
  private static let link = "sample-clip:7301234567890123456/dance/12/beat/7480/00/" + song

  @Test func `a link says all of a film`() throws {
    let clip = try #require(SampleClip(link: Self.link))

    #expect(clip.link == Self.link && clip.seed == 7_301_234_567_890_123_456 && clip.style == .dance)
    #expect(clip.seconds == 12 && clip.pace == .beat && clip.edit == .none)
    #expect(clip.look == ClipLook(light: 7, warmth: 4, colour: 8))
    guard case .song(let song, let start) = clip.sound else { return #expect(Bool(false), "no song") }
    #expect(start == 8 && song.link == "sample:7309876543210987654/hip-hop/dark/92/61")
    for sound in ["speech", "noise", "silence", "none"] {
      let other = "sample-clip:1/talk/7/20/9013/52/\(sound)"
      #expect(SampleClip(link: other)?.link == other)
    }
  }

  @Test(arguments: [
    "", "sample-clip:", "sample-clip:1/talk/7/20/9013/52", "sample-clip:1/talk/7/20/9013/52/",
    "sample-clip:1/talk/7/20/9013/52/speech/", "sample-clip:1/talk/7/20/9013/52/speech?",
    "sample-clip:01/talk/7/20/9013/52/speech", "sample-clip:-1/talk/7/20/9013/52/speech",
    "sample-clip:1/talk/2/20/9013/52/speech", "sample-clip:1/talk/21/20/9013/52/speech",
    "sample-clip:1/talk/+7/20/9013/52/speech", "sample-clip:1/talk/9999999999/20/9013/52/speech",
    "sample-clip:1/walk/7/20/9013/52/speech", "sample-clip:1/talk/7/121/9013/52/speech",
    "sample-clip:1/talk/7/-1/9013/52/speech", "sample-clip:1/talk/7/beat/9013/52/speech",
    "sample-clip:1/talk/7/20/901/52/speech", "sample-clip:1/talk/7/20/90130/52/speech",
    "sample-clip:1/talk/7/20/9/13/52/speech", "sample-clip:1/talk/7/20/٩٠١٣/52/speech",
    "sample-clip:1/talk/7/20/9013/5/speech", "sample-clip:1/talk/7/20/9013/5x/speech",
    "sample-clip:1/talk/7/20/9013/52/song", "sample-clip:1/talk/7/20/9013/52/song/8",
    "sample-clip:1/talk/7/20/9013/52/song/40/1/pop/happy/120/40",
    "sample-clip:1/talk/7/20/9013/52/song/-1/1/pop/happy/120/40",
    "sample-clip:1/talk/7/20/9013/52/song/8/1/pop/happy/120/301",
    "sample-clip:1/talk/7/20/9013/52/song/8/1/polka/happy/120/40",
    "sample-clip:18446744073709551616/talk/7/20/9013/52/speech",
    "Sample-clip:1/talk/7/20/9013/52/speech", "sample:1/talk/7/20/9013/52/speech",
    "https://cdn.example.invalid/1/talk/7/20/9013/52/speech",
  ])
  func `what is not to the letter a link is none`(link: String) { #expect(SampleClip(link: link) == nil) }

  @Test func `a link of any length is refused at once`() {
    let tail = String(repeating: "/1", count: 2_000_000)

    #expect(SampleClip(link: "sample-clip:1/talk/7/20/9013/52/speech" + tail) == nil)
    #expect(SamplePhoto(link: "sample-photo:1/9010" + tail) == nil)
  }

  /// Another sum means that films made before are not made again: whoever changes that changes what links mean.
  @Test(arguments: [
    (link, "14910d986139d2a66f313d80363c42c39819cdaa61b857374c1af59b8ceafaf1"),
    (
      "sample-clip:1/talk/7/20/9013/00/speech",
      "ebbf1702c0a1213b4301526fb9f9a17373f5ac151d4466b6b578d7e88f381a85"
    ),
    (
      "sample-clip:2/game/6/40/4590/74/noise",
      "e6e7a09bb515f3e45d8c28f51259cd8de83b462b57eb769ad39a28acef59cf87"
    ),
    (
      "sample-clip:3/scenery/9/25/2260/00/none",
      "dfdcd2a0c4f0a8c6c02bf6ad8761dc17a54d9635dbe186591813dd5e441b7e8d"
    ),
    (
      "sample-clip:4/slides/8/30/5540/00/silence",
      "8326d37324162fe2474effd3acc2fe7dba8115a6dcba7ef41a549eb5c1e935e5"
    ),
  ])
  func `a link makes the same bytes as ever`(link: String, sum: String) throws {
    let clip = try #require(SampleClip(link: link))

    #expect(SHA256.hash(clip.file(soundRate: 22_050)).description == sum)
  }

  @Test func `a file is as large as it says, and never above eight megabytes`() throws {
    let song = try #require(Films.song(1, tempo: 240))
    let longest = try #require(
      Films.film(1, pace: .cuts(perMinute: 120), sound: .song(song, from: 39), seconds: 20))

    let file = longest.file(soundRate: 48_000)

    #expect(file.count == 20 * (12 * (SampleClip.width * SampleClip.height * 3 / 2 + 16 + 32) + 96_000) + 332)
    #expect(file.count < 8 << 20 && file.capacity < 9 << 20)
    // The length of all that comes after it.
    #expect(file[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) } == file.count - 8)
  }

  @Test func `pictures and sound are as long as the film`() throws {
    for (number, sound) in [SampleClip.Sound.speech, .noise, .silence, .none].enumerated() {
      let clip = try #require(Films.film(number, sound: sound))

      let played = PlayedClip(clip.file(soundRate: 22_050))

      #expect(played.pictures.count == clip.seconds * ClipPlan.frameRate)
      #expect(played.sound.count == (sound == .none ? 0 : clip.seconds * 22_050))
      let loudest = played.sound.map(abs).max() ?? 0
      #expect(sound == .silence || sound == .none ? loudest == 0 : loudest > 0.1)
    }
  }

  @Test func `every style and every sound is made at any rate, whatever the numbers`() throws {
    var draws = Draws(3, .testMusic)
    for number in 0..<40 {
      let song = try #require(Films.song(number, tempo: draws.number(SampleSong.tempos)))
      let look = try #require(
        ClipLook(
          light: draws.number(0...9), warmth: draws.number(0...9), colour: draws.number(0...9),
          bars: draws.number(0...9)))
      let edit = try #require(ClipEdit(crop: draws.number(0...9), tint: draws.number(0...9)))
      let clip = try #require(
        SampleClip(
          seed: draws.next(), style: .allCases[number % 5], seconds: 3,
          pace: number % 2 == 0 ? .beat : .cuts(perMinute: draws.number(SampleClip.paces)), look: look,
          edit: edit, sound: .song(song, from: draws.number(0...39))))

      let file = clip.file(soundRate: draws.number(SampleClip.soundRates))

      #expect(PlayedClip(file).pictures.count == 36, "\(clip.link)")
      #expect(SampleClip(link: clip.link) == clip)
    }
  }
}
