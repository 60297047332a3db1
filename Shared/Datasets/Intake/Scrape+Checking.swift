import FoundationEssentials
public import Models
public import Sources

extension Scrape {
  /// When it was so. Times of files are what they are: none is later than now, nor earlier than the newest post.
  func moment(_ now: Date) -> Date {
    let newest = videos.lazy.compactMap(\.postedAt).filter { $0 <= now }.max()
    return min(now, max(takenAt ?? now, newest ?? .distantPast))
  }

  /// Whether a post that is not here is gone. One that could not be read, or may not be seen, is not.
  var isWhole: Bool {
    isGapless && rejections.isEmpty && author.isPrivate != true && author.isGone != true
  }

  /// Whether there may be posts that nobody but the creator's friends can see, or the account is gone.
  public var isHidden: Bool { videos.isEmpty && (author.isPrivate == true || author.isGone == true) }

  /// Without numbers that cannot be, and with what follows from there being a profile; tells which rules were broken.
  public func checked() -> (scrape: Scrape, broken: [String]) {
    var scrape = self
    // Whoever is there is not gone, whatever was said before.
    scrape.author.isGone = author.isGone ?? false
    var broken = CounterRules.clean(&scrape.author.counts)
    for place in scrape.videos.indices { broken += scrape.videos[place].clean() }
    return (scrape, broken)
  }
}

extension Video {
  /// Leaves out numbers that cannot be; returns the rules that they break.
  public mutating func clean() -> [String] {
    var broken = CounterRules.clean(&counts)
    if var sound {
      broken += CounterRules.clean(&sound)
      self.sound = sound
    }
    return broken
  }
}

extension SourceMeter {
  /// Counts fields that were left out.
  public func broken(_ rules: [String]) {
    rejections(rules.map { Rejection(place: "", offset: 0, reason: "", rule: $0) })
  }
}
