import Jobs
public import Knowledge
import Models
import Recommending
import Storage

extension JSONValue {
  /// One creator with their patterns and their taste.
  public static func creator(_ creator: KnownCreator) -> JSONValue {
    let (profile, author) = (creator.profile, creator.profile.author)
    let (standing, usual) = (creator.patterns.standing, creator.patterns.standing.lifetime)
    return [
      "handle": .string("\(author.handle)"), "name": JSONValue(author.name),
      "verified": JSONValue(author.isVerified), "private": JSONValue(author.isPrivate),
      "gone": JSONValue(author.isGone), "source": JSONValue(profile.source),
      "formerHandles": .array(profile.formerHandles.map { .string("@" + $0) }),
      "missingVideos": .int(profile.missing), "region": JSONValue(author.region),
      "followers": JSONValue(author.counts.followers.map { Int($0) }),
      "following": JSONValue(author.counts.following.map { Int($0) }),
      "likes": JSONValue(author.counts.likes.map { Int($0) }),
      "videosOnPlatform": JSONValue(author.counts.videos.map { Int($0) }),
      "videos": .int(profile.videos), "analysed": .int(profile.analysed),
      "postsPerWeek": JSONValue(standing.postsPerWeek), "medianPlays": JSONValue(usual.plays),
      "medianLikes": JSONValue(usual.likes), "engagementRate": JSONValue(usual.perView),
      "patterns": .patterns(creator.patterns), "taste": .taste(creator.taste),
      "sounds": .array(profile.sounds.map(sound)),
      "hashtags": .array(profile.hashtags.map { ["name": .string($0.name), "videos": .int($0.videos)] }),
      "seenAt": JSONValue(profile.seenAt), "run": creator.run.map(JSONValue.run) ?? .null,
      "listMadeAt": JSONValue(profile.listMadeAt),
    ]
  }

  private static func sound(_ sound: ProfileStore.Sound) -> JSONValue {
    [
      "trackId": .string("\(sound.track)"), "title": JSONValue(sound.title),
      "artist": JSONValue(sound.artist), "videos": .int(sound.videos),
    ]
  }
}
