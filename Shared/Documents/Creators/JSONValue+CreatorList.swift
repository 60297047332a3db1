import Models
public import Storage

extension JSONValue {
  /// A creator of a list, in the words in which one is shown.
  public static func listedCreator(_ entry: CreatorList.Entry) -> JSONValue {
    let (author, counts) = (entry.author, entry.author.counts)
    return [
      "id": .string("\(entry.id)"), "handle": .string("\(author.handle)"), "name": JSONValue(author.name),
      "verified": JSONValue(author.isVerified), "private": JSONValue(author.isPrivate),
      "gone": JSONValue(author.isGone), "region": JSONValue(author.region),
      "language": JSONValue(author.language), "followers": JSONValue(counts.followers.map { Int($0) }),
      "following": JSONValue(counts.following.map { Int($0) }),
      "likes": JSONValue(counts.likes.map { Int($0) }),
      "videosOnPlatform": JSONValue(counts.videos.map { Int($0) }), "source": JSONValue(entry.source),
      "firstSeenAt": JSONValue(entry.firstSeenAt), "seenAt": JSONValue(entry.seenAt),
    ]
  }
}
