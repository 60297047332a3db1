import FoundationEssentials
import Jobs
public import Knowledge
import Models
import Recommending
public import Storage

extension KnownCreator: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      profile: try ProfileStore.Profile(part),
      patterns: try Patterns(try part.member("patterns"), postsPerWeek: try part.maybeNumber("postsPerWeek")),
      taste: try part.read("taste"), run: try part.maybeRead("run"))
  }
}

extension ProfileStore.Profile: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var former: [String] = []
    for handle in try part.texts("formerHandles") {
      former.append(String(handle.hasPrefix("@") ? handle.dropFirst() : handle[...]))
    }
    self.init(
      author: try Self.author(part), seenAt: try part.moment("seenAt"), videos: try part.whole("videos"),
      analysed: try part.whole("analysed"), sounds: try part.list("sounds"),
      hashtags: try part.list("hashtags"), formerHandles: former, source: try part.maybeText("source"),
      missing: try part.whole("missingVideos"), listMadeAt: try part.maybeMoment("listMadeAt"))
  }

  private static func author(_ part: DocumentPart) throws(DocumentError) -> Author {
    var counts: [Int64?] = []
    for name in ["followers", "following", "likes", "videosOnPlatform"] {
      counts.append(try part.maybeWhole(name, Int.min...Int.max).map { Int64($0) })
    }
    return Author(
      handle: try part.value("handle", "handle") { try? Handle($0) }, name: try part.maybeText("name"),
      isVerified: try part.maybeFlag("verified"), isPrivate: try part.maybeFlag("private"),
      isGone: try part.maybeFlag("gone"), region: try part.maybeText("region"),
      counts: AuthorCounts(followers: counts[0], following: counts[1], likes: counts[2], videos: counts[3]))
  }
}

extension ProfileStore.Sound: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      track: Track.ID(try part.id("trackId")), title: try part.maybeText("title"),
      artist: try part.maybeText("artist"), videos: try part.whole("videos"))
  }
}

extension ProfileStore.Hashtag: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(name: try part.text("name"), videos: try part.whole("videos"))
  }
}
