extension WorkerSettings {
  /// Of a worker that does most tasks at once, and so many at a time that take long. Tasks of a newer schema wait for a
  /// newer worker.
  public static func analysing(slots: Int, schema: Int) -> WorkerSettings {
    var settings = WorkerSettings.brief()
    settings.schemas = 1...max(1, schema)
    settings.long.slots = slots
    return settings
  }
}
