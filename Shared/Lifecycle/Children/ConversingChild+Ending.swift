import Glibc

extension ConversingChild {
  /// Takes leave of the child: it hears that nothing more will come and has so long to end before it is killed.
  /// Returns how it ended, and whether it had to be killed. Everything that it has started goes with it.
  @discardableResult
  public func finish(within grace: Duration) -> (status: ChildResult.Status, wasKilled: Bool) {
    if let end { return end }
    Self.close([socket])
    socket = -1
    let deadline = ContinuousClock.now + grace
    while !ChildResult.Status.isKnown(of: pid), ContinuousClock.now < deadline { drain() }
    let hadEnded = ChildResult.Status.isKnown(of: pid)
    // The child leads a group of its own, and its number stays its own until its status is taken.
    kill(-pid, SIGKILL)
    kill(pid, SIGKILL)
    let result = (status: ChildResult.Status(collecting: pid), wasKilled: !hadEnded)
    end = result
    return result
  }

  /// Throws away what the child still answers, lest it wait for that to be read, and gives it a moment.
  private func drain() {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    if case .bytes = chunk.withUnsafeMutableBytes({ read(into: $0) }) { return }
    readWords()
    poll(nil, 0, 2)
  }

  func readWords() {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    // Bounded, because a child may write as fast as it is read.
    for _ in 0..<16 where errors >= 0 {
      let count = Glibc.read(errors, &chunk, chunk.count)
      if count > 0 {
        words = (words + chunk[..<count]).suffix(Self.wordLimit)
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        Self.close([errors])
        errors = -1
      } else {
        return
      }
    }
  }
}
