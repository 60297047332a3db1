import Crypto
import Media
import Samples

/// Plays the songs that links of a made-up world lead to (`hookline samples --sound`).
///
/// They are made when somebody wants to hear them and kept nowhere: that takes less than keeping them would. What a link
/// may ask for is bounded, whoever wrote it.
struct SampleSounds: MediaPlace {
  /// Samples a second: as many as analysis listens to.
  let rate: Int
  /// Where a song lies while it is heard: some are larger than what a folder in memory should hold.
  var folder = "/tmp"

  func mayHave(_ track: SoughtTrack) -> Bool { track.mediaURL.map(SampleSong.isLink) ?? false }

  @concurrent func media(of track: SoughtTrack) async throws -> FoundSound {
    guard let song = track.mediaURL.flatMap(SampleSong.init(link:)) else {
      throw MediaError(.missing, "its link leads to no song that can be made")
    }
    let bytes = song.sound(rate: rate).waveFile()
    var found = FoundSound(
      try MediaFile(holding: bytes, in: folder), origin: "sample",
      contentHash: ContentHash(SHA256.hash(bytes)))
    found.isUnique = true
    return found
  }
}
