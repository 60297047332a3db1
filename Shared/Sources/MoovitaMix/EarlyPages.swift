import Synchronization

/// Pages that are asked for before the first says how many there are. Whoever wants one takes it from here; those that
/// nobody wants are forgotten, whatever came of them.
final class EarlyPages: Sendable {
  private struct Key: Hashable {
    let kind: MoovitaMixKind
    let number: Int
  }

  private typealias Asking = Task<Result<MoovitaMixPage, SourceError>, Never>

  /// Whether all has gone well.
  private final class Steadiness: Sendable {
    let isLost = Atomic(false)

    func lose() { isLost.store(true, ordering: .relaxed) }
  }

  /// Asks for the first pages, beside these: what goes wrong with those is noticed here.
  let api: MoovitaMixAPI
  private let pages: [Key: Asking]
  private let steadiness: Steadiness
  private let isForgotten = Atomic(false)
  private let marks = Mutex<[MoovitaMixKind: MoovitaMixMark]>([:])

  /// In the order in which they are wanted, and no more than may be asked for at once, beside the first pages.
  init(_ api: MoovitaMixAPI, _ settings: MoovitaMixCrawl.Settings) {
    let steadiness = Steadiness()
    let api = api.noticing { steadiness.lose() }
    var room = settings.concurrency - MoovitaMixKind.allCases.count
    var pages: [Key: Asking] = [:]
    for kind in MoovitaMixKind.allCases {
      let count = max(0, min(room, (settings.expectedPages[kind] ?? 0) - 1))
      for number in 2..<2 + count {
        pages[Key(kind: kind, number: number)] = Task {
          do throws(SourceError) {
            return .success(try await api.page(kind, number) { (_) throws(Unreadable) in })
          } catch {
            steadiness.lose()
            return .failure(error)
          }
        }
      }
      room -= count
    }
    self.api = api
    self.steadiness = steadiness
    self.pages = pages
  }

  /// To be called when the first pages have come. A server that starts anew while it is asked for all of these may have
  /// given some of them before and some after, so that they are all taken only where nothing had to be asked again.
  func firstsHaveCome() async {
    guard steadiness.isLost.load(ordering: .relaxed) else { return }
    isForgotten.store(true, ordering: .relaxed)
    await end()
  }

  /// Nil when it was not asked for.
  func page(_ kind: MoovitaMixKind, _ number: Int) async -> Result<MoovitaMixPage, SourceError>? {
    guard !isForgotten.load(ordering: .relaxed), let asking = pages[Key(kind: kind, number: number)] else {
      return nil
    }
    return await withTaskCancellationHandler {
      await asking.value
    } onCancel: {
      asking.cancel()
    }
  }

  /// Remembers the last one of each kind that is taken.
  func take(_ mark: MoovitaMixMark) {
    marks.withLock { marks in
      if marks[mark.kind].map({ $0.number < mark.number }) ?? true { marks[mark.kind] = mark }
    }
  }

  var lastTaken: [MoovitaMixMark] { marks.withLock { Array($0.values) } }

  func cancel() { for asking in pages.values { asking.cancel() } }

  /// Returns once nothing is asked for any more.
  func end() async {
    cancel()
    for asking in pages.values { _ = await asking.value }
  }
}
