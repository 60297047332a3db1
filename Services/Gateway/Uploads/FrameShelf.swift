import Search

/// The frames of all videos, in memory while pictures are sought: bringing them takes seconds where there are many. Brought
/// once for all who ask, and given up after a minute, so that the next one finds what is new.
actor FrameShelf {
  static let age = Duration.seconds(60)
  private static let pause = Duration.seconds(5)

  private let load: @Sendable () async throws -> FrameLoading.Loaded
  private var task: Task<FrameLoading.Loaded, any Error>?
  private var turn = 0

  init(_ load: @escaping @Sendable () async throws -> FrameLoading.Loaded) { self.load = load }

  func loaded() async throws -> FrameLoading.Loaded {
    if let task { return try await task.value }
    turn += 1
    let (turn, load) = (turn, load)
    let task = Task { try await load() }
    self.task = task
    let result = await task.result
    // What fails is not tried anew by each who asks: finding out that there is too much of it takes long.
    let age = if case .success = result { Self.age } else { Self.pause }
    Task { [weak self] in
      try? await Task.sleep(for: age)
      await self?.forget(turn)
    }
    return try result.get()
  }

  private func forget(_ turn: Int) {
    if turn == self.turn { task = nil }
  }
}
