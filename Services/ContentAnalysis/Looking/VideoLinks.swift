import Media
import Models

/// What links of videos lead to: a film, or the photos of a post.
struct VideoLinks: MediaPlace {
  let links: LinkedMedia

  func mayHave(_ video: SoughtVideo) -> Bool {
    !video.knownContents.isEmpty || !video.formerContents.isEmpty
      || video.links.contains(where: LinkedMedia.isOfTheWeb)
  }

  func refusal(of video: SoughtVideo) -> MediaError? {
    guard video.knownContents.isEmpty, video.formerContents.isEmpty else { return nil }
    return links.refusal(of: video.links)
  }

  func media(of video: SoughtVideo) async throws -> FoundVideo {
    let found = try await links.files(
      of: video.links, as: video.kind == .film ? .pictures : .image, known: video.knownContents,
      former: video.formerContents)
    return FoundVideo(
      found.files.map(\.file), video.kind, origin: "link", contents: found.files.map(\.content),
      lack: found.lack)
  }
}
