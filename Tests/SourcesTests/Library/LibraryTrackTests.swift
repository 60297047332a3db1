import MediaWire
import Models
import Testing

@testable import Sources

@Suite struct LibraryTrackTests {
  private static let key = SourceKey(.library, "0aff")

  @Test(
    arguments: [
      ("Artist - Title.mp3", "Artist", "Title"),
      ("deep/down/01 - Artist - Title - Live.flac", "Artist", "Title - Live"),
      ("Artist_-_Some_Title.ogg", "Artist", "Some Title"), ("Title.wav", nil, "Title"),
      ("07. - Title.wav", nil, "Title"),
      ("99 Problems.mp3", nil, "99 Problems"), (".mp3", nil, "untitled"), (" - .mp3", nil, "untitled"),
      ("no-dash-with-blanks.mp3", nil, "no-dash-with-blanks"), ("A\nB – T\u{1b}[2J.mp3", "A B", "T [2J"),
    ] as [(String, String?, String)])
  func `without tags the name of the file speaks`(path: String, artist: String?, title: String) {
    let track = LibraryTrack.track(Self.key, nil, path: path)

    #expect(track.artist == artist && track.title == title)
    #expect(track.links.isEmpty && track.duration == nil)
  }

  @Test func `tags speak before the name, and the code of the recording is a link`() {
    let info = Self.info(
      ["title": " A\nTitle ", "artist": "B", "album": "C", "isrc": "us-s1z-99-00001"], duration: 12.5)

    let track = LibraryTrack.track(Self.key, info, path: "X - Y.mp3")

    #expect(
      track
        == Track(
          key: Self.key, title: "A Title", artist: "B", album: "C", duration: 12.5,
          links: [SourceKey(.isrc, "USS1Z9900001")]))
  }

  @Test(arguments: [0.0, -1, 1e9, .infinity, .nan])
  func `a duration that cannot be is left out`(duration: Double) {
    #expect(LibraryTrack.track(Self.key, Self.info([:], duration: duration), path: "a.mp3").duration == nil)
  }

  @Test func `tags that are no such thing, or too long, do no harm`() {
    let long = String(repeating: "x", count: 10_000)
    let track = LibraryTrack.track(
      Self.key, Self.info(["title": long, "artist": "\u{0}\u{7f}", "tsrc": "12345"], duration: 1),
      path: "A - B.mp3")

    #expect(track.title.count == 500 && track.artist == nil && track.links.isEmpty)
  }

  private static func info(_ tags: [String: String], duration: Double) -> MediaInfo {
    MediaInfo(
      container: "mp3", duration: duration, bitRate: nil,
      tags: tags.map { MediaInfo.Tag(name: $0.key, value: $0.value) },
      streams: [], streamCount: 0, sound: nil, pictures: nil)
  }
}
