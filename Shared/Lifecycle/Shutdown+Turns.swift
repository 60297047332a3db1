extension Shutdown {
  /// Takes a turn at once, and the next one as long after it as it says, until draining is asked for; the turn that is
  /// under way is then cancelled and waited for.
  public func untilDrained(taking turn: @escaping @Sendable () async -> Duration) async {
    let turns = Task {
      while !Task.isCancelled {
        let pause = await turn()
        try? await Task.sleep(for: pause)
      }
    }
    await drainRequested()
    turns.cancel()
    await turns.value
  }
}
