/// Runs `body` for each element, at most `limit` at once, and returns when all have ended.
///
/// To stop softly, end the stream: what runs goes on to its end. Cancelling is the hard stop, because
/// cancellation reaches the bodies too.
public func forEach<Element: Sendable>(
  _ elements: some AsyncSequence<Element, Never>, limit: Int,
  _ body: @escaping @Sendable (Element) async -> Void
) async {
  precondition(limit > 0, "a limit below one would never run anything")
  await withTaskGroup(of: Void.self) { group in
    var running = 0
    for await element in elements {
      if running == limit {
        await group.next()
        running -= 1
      }
      group.addTask { await body(element) }
      running += 1
    }
  }
}
