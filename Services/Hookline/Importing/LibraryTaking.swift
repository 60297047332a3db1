import Documents
import Models
import Sources
import Synchronization

/// Looks at a folder of music and tells what came of it; again and again where it is watched.
final class LibraryTaking: Sendable {
  private static let shownRejections = 20

  private let folder: LibraryFolder
  private let context: Context
  private let watches: Bool
  /// Whether what is not there is gone, however much that is.
  private let isForced: Bool
  private let hasLooked = Mutex(false)
  /// What is said applies to the folder as it was then, and not to what it is after the watch has waited for it.
  private let hasTried = Mutex(false)

  init(folder: LibraryFolder, context: Context, watches: Bool, isForced: Bool) {
    self.isForced = isForced
    self.folder = folder
    self.context = context
    self.watches = watches
  }

  /// A folder that is away for a while does not end a watch.
  func look() async throws -> ExitCode {
    let bar = ProgressBar(context.console)
    defer { bar.clear() }
    let isFirst = hasLooked.withLock { !$0 }
    let isFirstAttempt = hasTried.withLock { hasTried in
      defer { hasTried = true }
      return !hasTried
    }
    let start = ContinuousClock.now
    do {
      let told = isFirst ? nil : context.console
      let look = try await folder.look(believed: isForced && isFirstAttempt) { progress in
        bar.show(
          Double(progress.read) / Double(max(1, progress.toRead)),
          "\(grouped(progress.read)) of \(grouped(progress.toRead)) files")
        if let told, !told.isJSON, let news = progress.news {
          bar.clear()
          Self.tell(news, on: told)
        }
      }
      bar.clear()
      hasLooked.withLock { $0 = true }
      show(look, seconds: (ContinuousClock.now - start) / .seconds(1), isFirst: isFirst)
      guard let hold = look.hold else { return .done }
      if watches { context.console.warn(hold) } else { context.console.error(hold) }
      return .failed
    } catch {
      guard watches, error.isRetriable else { throw error }
      context.console.warn("\(error)")
    }
    return .done
  }

  private static func tell(_ news: LibraryNews, on console: Console) {
    switch news.record.state {
    case .taken(let track):
      let by = track.artist.map { " by \($0)" } ?? ""
      console.result("\(printable(news.record.path)): \(printable("\"\(track.title)\"\(by)"))")
    case .rejected(let rejection):
      console.error("\(news.record.path): \(rejection.reason)")
    case .gone: break
    }
  }

  private func show(_ look: LibraryLook, seconds: Double, isFirst: Bool) {
    let console = context.console
    let hasNews = look.added + look.changed + look.moved + look.returned + look.gone + look.newlyRejected > 0
    guard isFirst || hasNews else { return }
    let summary = LibrarySummary(look: look, seconds: seconds)
    if console.isJSON { return watches ? console.line(summary.json) : console.result(summary.json) }
    if isFirst {
      for rejection in look.rejections.prefix(Self.shownRejections) {
        console.error("\(rejection.place): \(rejection.reason)")
      }
      let more = look.rejections.count - Self.shownRejections
      if more > 0 { console.error("and \(counted(more, "more file")) that cannot be taken in") }
    }
    console.result(summary.text)
    if isFirst { RuleTable.show(look.rejectedByRule, on: console) }
    if watches, isFirst { console.note("watching \(look.root); Ctrl-C ends it") }
  }
}

extension LibraryLook {
  /// What is to be said of files that are not there and are kept; nil where there are none.
  fileprivate var hold: String? {
    guard held > 0 else { return nil }
    return
      "\(counted(held, "known file")) \(held == 1 ? "is" : "are") not in \(root), and \(files == 0 ? "nothing else" : "little") is: "
      + "is it mounted? Nothing was marked as gone; if they are, say so with --force"
  }
}

/// What a look came to, for people and programs.
struct LibrarySummary {
  let look: LibraryLook
  let seconds: Double

  var text: String {
    let parts = [
      (look.added, "new"), (look.changed, "changed"), (look.moved, "moved"), (look.returned, "back"),
      (look.gone, "gone"), (look.held, "not there but kept"),
      (look.unchangedTaken, "unchanged"), (look.rejections.count, "rejected"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }
    // All of them, so that the parts add up to it.
    return counted(look.files + look.unreadable, "file")
      + (told.isEmpty ? "" : ": " + told.joined(separator: ", "))
      + "; \(counted(look.fingerprints, "fingerprint")) made, in \(tenths(seconds)) s"
  }

  var json: JSONValue {
    [
      "root": .string(look.root), "files": .int(look.files), "new": .int(look.added),
      "changed": .int(look.changed),
      "moved": .int(look.moved), "gone": .int(look.gone), "back": .int(look.returned),
      "held": .int(look.held), "unchanged": .int(look.unchanged),
      "fingerprints": .int(look.fingerprints), "seconds": .double(seconds),
      "rejected": RuleTable.json(look.rejectedByRule),
      "rejections": .array(
        look.rejections.prefix(1_000).map {
          ["path": .string($0.place), "rule": .string($0.rule), "reason": .string($0.reason)]
        }),
    ]
  }
}
