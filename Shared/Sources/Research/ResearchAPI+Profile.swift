import FoundationEssentials
public import Models

/// What is known of a creator whose posts were not all read before the day's quota was spent.
private struct ResearchProgress: Codable {
  var author: Author
  /// When the creator was asked for.
  var at: Date
  var videos: [Video] = []
  var rejections: [Rejection] = []
  /// The page before which it ended.
  var mark: PageMark?

  var place: ResearchMark? { mark.flatMap { ResearchMark($0.text) } }
}

extension Scrape {
  fileprivate func taken(_ at: Date) -> Scrape {
    var scrape = self
    scrape.takenAt = at
    return scrape
  }
}

extension ResearchAPI {
  /// So long a creator who was begun is gone on with; later, all is asked anew.
  private static let progressLifetime: TimeInterval = 3 * 86_400
  /// So long what was finished can be gone on with all the same: whoever asked may end before it has kept the result.
  private static let finishedLifetime: TimeInterval = 3_600

  /// A creator and the posts. The requests for both are taken from the day's quota together, so that what there is
  /// finishes some creators and does not begin all of them. One whose list is longer than was to be expected is gone on with
  /// when there are requests again.
  public func profile(_ handle: Handle) async throws(SourceError) -> Scrape? {
    var progress = await progress(of: handle)
    let begun = progress
    let isBegun = begun != nil
    // Of a creator who is begun, one page is worth it; of others, nothing is without a page of posts.
    let windows = settings.windowLimit - (progress?.place?.number ?? 0)
    let least = isBegun ? 1 : 2
    let reservation = try await reserve(least...max(least, least - 1 + windows))
    var outcome: Result<Scrape?, SourceError>
    do throws(SourceError) {
      outcome = .success(try await drawing(on: reservation).profile(handle, &progress))
    } catch { outcome = .failure(error) }
    await reservation.settle()
    await keep(progress, of: handle, begun: begun, outcome)
    // What was said of a creator two days ago was so then.
    if isBegun, let at = progress?.at { outcome = outcome.map { $0?.taken(at) } }
    return try outcome.get()
  }

  private func profile(
    _ handle: Handle, _ progress: inout ResearchProgress?
  ) async throws(SourceError) -> Scrape? {
    let isResumed = progress != nil
    if progress == nil {
      guard let author = try await user(handle) else { return nil }
      meter.records(1)
      progress = ResearchProgress(author: author, at: timing.now())
    }
    guard var now = progress else { return nil }
    guard now.author.isPrivate != true, now.author.counts.videos != 0 else {
      return Scrape(author: now.author)
    }
    var known = Set(now.videos.map(\.key))
    let count = now.author.counts.videos.flatMap(Int.init(exactly:))
    repeat {
      guard let page = try await listing(of: .profile(handle), after: now.mark) else { break }
      now.videos += page.posts.map(\.video).filter { known.insert($0.key).inserted }
      now.rejections += page.rejections
      now.mark = page.next
      progress = now
    } while now.mark != nil && now.videos.count < min(settings.postLimit, count ?? .max)
    // It finds new posts days later than they are there for everybody, and some never: the list is whole only where it has
    // as many as the profile counts, and of the days of its oldest post none is left to be read.
    // One that was put together on several days is that of none.
    let isWhole = !isResumed && now.videos.count == count && now.place?.isBeginning != false
    return Scrape(
      author: now.author, videos: Array(now.videos.prefix(settings.postLimit)), rejections: now.rejections,
      isGapless: isWhole && now.videos.count <= settings.postLimit,
      gaplessUntil: now.videos.compactMap(\.postedAt).max())
  }

  // MARK: What is kept

  private func noteName(_ handle: Handle) -> String { "\(SourceNote.unfinished)\(handle.name)" }

  /// Nil where nothing is kept, or cannot be had: then it is asked anew.
  private func progress(of handle: Handle) async -> ResearchProgress? {
    let note = try? await memory.note(noteName(handle), of: name, now: timing.now())
    return note.flatMap { try? JSONDecoder().decode(ResearchProgress.self, from: Data($0.text.utf8)) }
  }

  /// What was read goes only with an answer, or where asking for the rest of it would fail again.
  private func keep(
    _ progress: ResearchProgress?, of handle: Handle, begun: ResearchProgress?,
    _ outcome: Result<Scrape?, SourceError>
  ) async {
    switch outcome {
    case .success:
      if let begun { await keep(begun, of: handle, for: Self.finishedLifetime) }
    case .failure(let error) where error.isRetriable || [.cancelled, .misconfigured].contains(error.code):
      // The page goes on from what a query found, which is not there for ever; its days are.
      guard var progress else { return }
      progress.mark = progress.place.map { PageMark($0.beginning.text) }
      await keep(progress, of: handle, for: Self.progressLifetime)
    case .failure:
      if begun != nil { await keep(nil, of: handle) }
    }
  }

  private func keep(_ progress: ResearchProgress, of handle: Handle, for lifetime: TimeInterval) async {
    let text = String(decoding: progress.json, as: UTF8.self)
    await keep(SourceNote(text, until: timing.now() + lifetime), of: handle)
  }

  private func keep(_ note: SourceNote?, of handle: Handle) async {
    // In a task of its own: whoever has asked may have been cancelled.
    await Task { [memory, name, noteName = noteName(handle)] in
      try? await memory.keep(note, as: noteName, of: name)
    }.value
  }
}
