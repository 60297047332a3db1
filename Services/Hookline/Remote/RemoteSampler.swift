import Documents

/// Takes samples of what a gateway says: one question each.
struct RemoteSampler: Sampler {
  let remote: Remote

  func sample() async -> StatusSample {
    do { return try await remote.status() } catch {
      var sample = StatusSample()
      sample.problems.append("\(error)")
      return sample
    }
  }
}
