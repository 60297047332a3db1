import Jobs
import Knowledge
import Models
import Recommending
import Storage

/// One creator with their patterns and their taste.
struct CreatorReport {
  let creator: KnownCreator

  private var profile: ProfileStore.Profile { creator.profile }
  private var author: Author { creator.profile.author }
  private var patterns: PatternsReport { PatternsReport(patterns: creator.patterns) }

  func show(on console: Console) {
    console.result(facts)
    console.result("")
    if creator.taste.isEmpty {
      console.result("taste: nothing is known of it yet")
    } else {
      console.result("taste, by \(counted(creator.taste.videos, "video")):")
      console.result(TasteReport(taste: creator.taste).table)
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
    add(
      "last run",
      creator.run.map { "\($0.id), \($0.state.rawValue), begun \(RunReport.moment($0.createdAt))" })
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
}
