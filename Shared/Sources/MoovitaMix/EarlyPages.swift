/// Pages that are asked for before the first says how many there are. Whoever wants one takes it from here; those that
/// nobody wants are forgotten, whatever came of them.
final class EarlyPages: Sendable {
  private struct Key: Hashable {
    let kind: MoovitaMixKind
    let number: Int
  }

  private typealias Asking = Task<Result<MoovitaMixPage, SourceError>, Never>

  private let pages: [Key: Asking]

  /// In the order in which they are wanted, and no more than may be asked for at once, beside the first pages.
  init(_ api: MoovitaMixAPI, _ settings: MoovitaMixCrawl.Settings) {
    var room = settings.concurrency - MoovitaMixKind.allCases.count
    var pages: [Key: Asking] = [:]
    for kind in MoovitaMixKind.allCases {
      let count = max(0, min(room, (settings.expectedPages[kind] ?? 0) - 1))
      for number in 2..<2 + count {
        pages[Key(kind: kind, number: number)] = Task {
          do throws(SourceError) {
            return .success(try await api.page(kind, number) { (_) throws(Unreadable) in })
          } catch { return .failure(error) }
        }
      }
      room -= count
    }
    self.pages = pages
  }

  /// Nil when it was not asked for.
  func page(_ kind: MoovitaMixKind, _ number: Int) async -> Result<MoovitaMixPage, SourceError>? {
    guard let asking = pages[Key(kind: kind, number: number)] else { return nil }
    return await withTaskCancellationHandler {
      await asking.value
    } onCancel: {
      asking.cancel()
    }
  }

  func cancel() { for asking in pages.values { asking.cancel() } }
}
