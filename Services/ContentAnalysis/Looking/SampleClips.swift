import Audio
import Crypto
import Media
import Models
import Samples

/// Shows the films and photos that links of a made-up world lead to (`hookline samples`).
///
/// They are made when somebody wants to see them and kept nowhere: that takes less than keeping them would. What a link may
/// ask for is bounded, whoever wrote it.
struct SampleClips: MediaPlace {
  /// Where a film lies while it is looked at.
  var folder = "/tmp"

  func mayHave(_ video: SoughtVideo) -> Bool {
    !video.links.isEmpty
      && video.links.allSatisfy { video.kind == .film ? SampleClip.isLink($0) : SamplePhoto.isLink($0) }
  }

  @concurrent func media(of video: SoughtVideo) async throws -> FoundVideo {
    var files: [MediaFile] = []
    var contents: [ContentHash] = []
    // One at a time: together they may take much memory.
    for link in video.links {
      try Task.checkCancellation()
      guard let made = bytes(of: link, video.kind) else { continue }
      files.append(try MediaFile(holding: made, in: folder))
      contents.append(ContentHash(SHA256.hash(made)))
    }
    guard !files.isEmpty else { throw MediaError(.missing, "its link leads to nothing that can be made") }
    let lost = video.links.count - files.count
    return FoundVideo(
      files, video.kind, origin: "sample", contents: contents,
      lack: lost > 0 ? "\(lost) of \(video.links.count) links lead to nothing that can be made" : nil)
  }

  private func bytes(of link: String, _ kind: Video.Kind) -> [UInt8]? {
    if kind == .film { return SampleClip(link: link)?.file(soundRate: Int(Listener.sampleRate)) }
    return SamplePhoto(link: link)?.file()
  }
}
