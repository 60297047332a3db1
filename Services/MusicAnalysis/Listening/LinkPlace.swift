import Media

/// What links of tracks lead to.
struct LinkPlace: MediaPlace {
  let links: LinkedMedia

  func mayHave(_ track: SoughtTrack) -> Bool {
    !track.knownContents.isEmpty || !track.formerContents.isEmpty
      || track.mediaURL.map(LinkedMedia.isOfTheWeb) == true
  }

  func refusal(of track: SoughtTrack) -> MediaError? {
    guard track.knownContents.isEmpty, track.formerContents.isEmpty else { return nil }
    return links.refusal(of: track.mediaURL.map { [$0] } ?? [])
  }

  func media(of track: SoughtTrack) async throws -> FoundSound {
    let found = try await links.files(
      of: track.mediaURL.map { [$0] } ?? [], as: .sound, known: track.knownContents.map { [$0] },
      former: track.formerContents.map { [$0] })
    guard let file = found.files.first else { throw MediaError(.gone, "there is no link to it") }
    return FoundSound(file.file, origin: "link", contentHash: file.content)
  }
}
