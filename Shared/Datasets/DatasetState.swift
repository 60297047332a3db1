/// Where a version of a data set is in its life.
public enum DatasetState: String, Sendable, CaseIterable {
  /// It is being loaded; nobody reads it.
  case loading
  /// What is read when no version is named. There is one.
  case current
  /// It is whole, but lost too much to become current by itself; it lies compressed until somebody makes it current.
  case held
  /// It was current, and lies compressed until it expires.
  case history
  case failed
}
