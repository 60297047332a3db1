/// The names that producers, workers and operators share.
public enum BrokerName {
  /// Direct: takes tasks; the key is the queue's name.
  public static let jobs = "jobs"
  /// Topic: tells whoever listens what has happened.
  public static let events = "events"
  /// Fanout, and the queue behind it: what the broker itself gave up on.
  public static let deadLetters = "dlx"
  /// Fanout, and the queue behind it: what was sent to `jobs` with a key that no queue has.
  public static let unroutable = "unroutable"
  static let jobPrefix = "job."
  /// What the names of our policies begin with.
  static let policyPrefix = "hookline."

  public static func queue(_ kind: JobKind, _ lane: JobLane) -> String {
    "\(jobPrefix)\(kind.rawValue).\(lane.rawValue)"
  }
}
