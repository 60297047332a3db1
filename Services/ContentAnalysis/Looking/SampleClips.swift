import Audio
import Crypto
import Media
import Samples

/// Shows the films and photos that links of a made-up world lead to (`hookline samples`).
///
/// They are made when somebody wants to see them and kept nowhere: that takes less than keeping them would. What a link may
/// ask for is bounded, whoever wrote it.
struct SampleClips: MediaPlace {
  /// Where a film lies while it is looked at.
  var folder = "/tmp"

  func mayHave(_ video: SoughtVideo) -> Bool {
    video.links.contains { SampleClip.isLink($0) || SamplePhoto.isLink($0) }
  }

  @concurrent func media(of video: SoughtVideo) async throws -> FoundVideo {
    let made = video.links.compactMap { bytes(of: $0) }
    guard !made.isEmpty else { throw MediaError(.missing, "its link leads to nothing that can be made") }
    let lost = video.links.count - made.count
    return FoundVideo(
      try made.map { try MediaFile(holding: $0, in: folder) }, video.kind, origin: "sample",
      contents: made.map { ContentHash(SHA256.hash($0)) },
      lack: lost > 0 ? "\(lost) of \(video.links.count) links lead to nothing that can be made" : nil)
  }

  private func bytes(of link: String) -> [UInt8]? {
    if let clip = SampleClip(link: link) { return clip.file(soundRate: Int(Listener.sampleRate)) }
    return SamplePhoto(link: link)?.file()
  }
}
