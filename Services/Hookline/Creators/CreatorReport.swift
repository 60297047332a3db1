import Documents
import FoundationEssentials
import Jobs
import Models
import Recommending
import Storage

/// One creator with their patterns and their taste.
struct CreatorReport {
  let profile: ProfileStore.Profile
  let patterns: PatternsReport
  let taste: Taste
  let run: RunRecord?

  private var author: Author { profile.author }

  func show(on console: Console) {
    console.result(facts)
    console.result("")
    if taste.isEmpty {
      console.result("taste: nothing is known of it yet")
    } else {
      console.result("taste, by \(counted(taste.videos, "video")):")
      console.result(TasteReport(taste: taste).table)
    }
    patterns.showWorks(on: console)
    guard !profile.sounds.isEmpty else { return }
    console.result("")
    console.result(sounds)
  }

  private var facts: Table {
    var facts = Table(["", ""])
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { facts.add([.init(name), .init(value)]) }
    }
    add("creator", "\(author.handle)" + (author.name.map { ", " + excerpt($0, limit: 60) } ?? ""))
    add("followers", author.counts.followers.map { Words.count(Double($0)) })
    add("likes", author.counts.likes.map { Words.count(Double($0)) })
    add("verified", author.isVerified.map { $0 ? "yes" : "no" })
    add("state", state)
    add("formerly", profile.formerHandles.map { "@" + excerpt($0, limit: 40) }.joined(separator: " "))
    add("region", author.region.map { excerpt($0, limit: 20) })
    add("videos", videos)
    for fact in patterns.facts { add(fact.name, fact.value) }
    add("hashtags", profile.hashtags.map { "#" + excerpt($0.name, limit: 40) }.joined(separator: " "))
    add("looked at", RunReport.moment(profile.seenAt))
    add("source", profile.source.map { excerpt($0, limit: 40) })
    add("last run", run.map { "\($0.id), \($0.state.rawValue), begun \(RunReport.moment($0.createdAt))" })
    add("last list", profile.listMadeAt.map(RunReport.moment) ?? "none yet")
    return facts
  }

  private var videos: String {
    let total = author.counts.videos.map { " of " + Words.count(Double($0)) } ?? ""
    guard profile.videos > 0 else { return "none known" + total }
    let missing = profile.missing > 0 ? ", \(Words.count(Double(profile.missing))) no longer there" : ""
    return
      "\(Words.count(Double(profile.videos)))\(total) known, \(Words.count(Double(profile.analysed))) analysed\(missing)"
  }

  /// What keeps sources from seeing more; nil when nothing does.
  private var state: String? {
    switch (author.isGone, author.isPrivate) {
    case (true?, _): "gone: deleted or banned"
    case (_, true?): "private: only friends see the posts"
    default: nil
    }
  }

  private var sounds: Table {
    var table = Table(["VIDEOS", "SOUND", "ARTIST"], numeric: [0])
    for sound in profile.sounds {
      table.add([
        "\(sound.videos)", .init(shownTitle(sound.title, limit: 60)),
        .init(excerpt(sound.artist ?? "", limit: 40)),
      ])
    }
    return table
  }

  // MARK: For programs

  var json: JSONValue {
    let (standing, usual) = (patterns.standing, patterns.standing.lifetime)
    return [
      "handle": .string("\(author.handle)"), "name": JSONValue(author.name),
      "verified": author.isVerified.map(JSONValue.bool) ?? .null,
      "private": author.isPrivate.map(JSONValue.bool) ?? .null,
      "gone": author.isGone.map(JSONValue.bool) ?? .null, "source": JSONValue(profile.source),
      "formerHandles": .array(profile.formerHandles.map { .string("@" + $0) }),
      "missingVideos": .int(profile.missing), "region": JSONValue(author.region),
      "followers": JSONValue(author.counts.followers.map { Int($0) }),
      "following": JSONValue(author.counts.following.map { Int($0) }),
      "likes": JSONValue(author.counts.likes.map { Int($0) }),
      "videosOnPlatform": JSONValue(author.counts.videos.map { Int($0) }),
      "videos": .int(profile.videos), "analysed": .int(profile.analysed),
      "postsPerWeek": Self.number(standing.postsPerWeek), "medianPlays": Self.number(usual.plays),
      "medianLikes": Self.number(usual.likes), "engagementRate": Self.number(usual.perView),
      "patterns": patterns.json,
      "taste": TasteReport(taste: taste).json,
      "sounds": .array(
        profile.sounds.map { sound in
          [
            "trackId": .string("\(sound.track)"), "title": JSONValue(sound.title),
            "artist": JSONValue(sound.artist), "videos": .int(sound.videos),
          ]
        }),
      "hashtags": .array(
        profile.hashtags.map { ["name": .string($0.name), "videos": .int($0.videos)] }),
      "seenAt": JSONValue(profile.seenAt), "run": run.map(JSONValue.run) ?? .null,
      "listMadeAt": JSONValue(profile.listMadeAt),
    ]
  }

  private static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.double) ?? .null }
}
