public import Media
public import Models

extension JSONValue {
  /// What was seen and heard in a film or in photos: what is told of any sound, in the same names, and then of the
  /// picture, of the course of the sound, of both together and of the words of the caption, where there are any.
  ///
  /// Of the photos of a post the path is the first.
  public static func clip(
    _ clip: AnalyzedClip, path: String, photos: [String] = [], content: VideoFeatures? = nil,
    words: JSONValue? = nil
  ) -> JSONValue {
    var members: [(String, JSONValue)] = [("path", .string(path))]
    if !photos.isEmpty { members.append(("paths", .strings(photos))) }
    members.append(("duration", .time(clip.duration)))
    members += (clip.sound.map { self.members(of: $0.sound) } ?? noSound)
      .filter { name, _ in !["duration", "lack"].contains(name) }
    members += [
      ("lack", JSONValue(clip.lack)), ("picture", clip.picture.map(picture) ?? .null),
      ("course", (clip.sound?.course).map(course) ?? .null),
      ("content", content.map(videoFeatures) ?? .null),
    ]
    if let words { members.append(("words", words)) }
    return .object(members)
  }
}
