/// What a task is about; each kind has queues and workers of its own.
public enum JobKind: String, Sendable, CaseIterable {
  case ingest
  case contentAnalysis = "content-analysis"
  case musicAnalysis = "music-analysis"
  case recommend
  case train
}

/// How urgent a task is; each lane is a queue of its own, so that bulk work never stands before the rest.
public enum JobLane: String, Sendable, CaseIterable {
  case high, norm, bulk
}
