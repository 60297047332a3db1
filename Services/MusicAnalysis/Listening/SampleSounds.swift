import Crypto
import Glibc
import Media
import Samples

/// Plays the songs that links of a made-up world lead to (`hookline samples --sound`).
///
/// They are made when somebody wants to hear them and kept nowhere: that takes less than keeping them would. What a link
/// may ask for is bounded, whoever wrote it.
struct SampleSounds: SoundPlace {
  /// Samples a second: as many as analysis listens to.
  let rate: Int
  /// Where a song lies while it is heard: some are larger than what a folder in memory should hold.
  var folder = "/tmp"

  func mayHave(_ track: SoughtTrack) -> Bool { track.mediaURL.map(SampleSong.isLink) ?? false }

  @concurrent func sound(of track: SoughtTrack) async throws -> FoundSound {
    guard let song = track.mediaURL.flatMap(SampleSong.init(link:)) else {
      throw MediaError(.missing, "its link leads to no song that can be made")
    }
    let bytes = song.sound(rate: rate).waveFile()
    var found = FoundSound(
      try file(of: bytes), origin: "sample", contentHash: ContentHash(SHA256.hash(bytes)))
    found.isUnique = true
    return found
  }

  /// A file without a name, which is gone with whoever reads it: it loses its name before it holds anything.
  private func file(of bytes: [UInt8]) throws(MediaError) -> MediaFile {
    var path = Array("\(folder)/hookline-song-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw Self.failure("made") }
    unlink(path)
    // Closes it, whatever happens.
    let file = try MediaFile(descriptor: descriptor)
    guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw Self.failure("kept to this process") }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure("written") }
      rest = rest.dropFirst(count)
    }
    return file
  }

  private static func failure(_ verb: String) -> MediaError {
    MediaError(.storeFailed, "the file of a song cannot be \(verb): \(String(cString: strerror(errno)))")
  }
}
