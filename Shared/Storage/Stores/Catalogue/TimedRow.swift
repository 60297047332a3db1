/// How a row takes over what a snapshot says, so that the order in which snapshots arrive does not matter.
///
/// A firm column is said by every snapshot: the newest counts. A timed one may be null in a snapshot, which then says
/// nothing of it: what was said last counts. When that was is `seen_at`, or stands in `told_at` if it was earlier. So it is
/// with a named column, all of which a snapshot says when it has a name, and none of which when its name is empty.
struct TimedRow: Sendable {
  let table: String
  let firm: [String]
  let timed: [String]
  /// The first of them is the name.
  var named: [String] = []
  /// A column that is written in a way of its own.
  var special: [String] = []

  /// The columns that hold what sources say.
  var said: [String] { firm.filter { $0 != "source" } + timed + named + special }

  /// For `on conflict (id) do update set`.
  var assignments: SQL {
    var sql: SQL =
      """
      seen_at = greatest(excluded.seen_at, \(own("seen_at"))),
      first_seen_at = least(excluded.first_seen_at, \(own("first_seen_at"))), told_at = \(toldAt)
      """
    for column in firm {
      sql =
        """
        \(sql), \(identifier: column) = case when \(isNewest) then \(new(column)) else \(own(column)) end
        """
    }
    for column in timed {
      sql =
        """
        \(sql), \(identifier: column) = case
          when \(isNewest) or \(isNewer(column)) then coalesce(\(new(column)), \(own(column)))
          else \(own(column)) end
        """
    }
    for column in named {
      sql =
        """
        \(sql), \(identifier: column) = case
          when \(says(name)) and (\(isNewest) or \(isNewer(name))) then \(new(column)) else \(own(column)) end
        """
    }
    return sql
  }

  private var name: String { named.first ?? "" }

  /// Whether the snapshot says something of the column.
  private func says(_ column: String) -> SQL {
    column == name ? "\(new(column)) <> ''" : "\(new(column)) is not null"
  }

  /// Whether anybody did before.
  private func isKnown(_ column: String) -> SQL {
    column == name ? "\(own(column)) <> ''" : "\(own(column)) is not null"
  }

  private var isNewest: SQL { "excluded.seen_at >= \(own("seen_at"))" }

  /// Null, which is no, for a value that the newest snapshot said.
  private func isNewer(_ column: String) -> SQL {
    "(not (\(isKnown(column))) or excluded.seen_at > (\(own("told_at")) ->> \(column))::timestamptz)"
  }

  /// Mostly nothing is older than the newest snapshot, and nothing has to be worked out.
  private var toldAt: SQL {
    var saysAll: SQL = "\(own("told_at")) = '{}' and \(isNewest)"
    var times: SQL = "'seen_at', null"
    for column in timed + named.prefix(1) {
      saysAll = "\(saysAll) and (\(says(column)) or not (\(isKnown(column))))"
      times =
        """
        \(times), \(column), case
          when \(isNewest) then case when not (\(says(column))) and \(isKnown(column))
            then coalesce(\(own("told_at")) -> \(column), to_jsonb(\(own("seen_at")))) end
          when \(says(column)) and \(isNewer(column)) then to_jsonb(excluded.seen_at)
          else \(own("told_at")) -> \(column) end
        """
    }
    return "case when \(saysAll) then '{}' else jsonb_strip_nulls(jsonb_build_object(\(times))) end"
  }

  private func own(_ column: String) -> SQL { "\(identifier: table).\(identifier: column)" }
  private func new(_ column: String) -> SQL { "excluded.\(identifier: column)" }
}

/// Snapshots of entities, in the order in which one statement after the other can write them: no entity twice in one.
enum Rounds {
  /// Of two snapshots of the same moment the later in the list counts. Each round is sorted by key.
  static func of<Key: Hashable & Comparable, Moment: Hashable & Comparable, Value>(
    _ snapshots: [(key: Key, at: Moment, value: Value)]
  ) -> [[(key: Key, at: Moment, value: Value)]] {
    var byKey: [Key: [Moment: Value]] = [:]
    for snapshot in snapshots { byKey[snapshot.key, default: [:]][snapshot.at] = snapshot.value }
    var rounds: [[(key: Key, at: Moment, value: Value)]] = []
    for (key, values) in byKey.sorted(by: { $0.key < $1.key }) {
      for (place, (at, value)) in values.sorted(by: { $0.key < $1.key }).enumerated() {
        if rounds.count == place { rounds.append([]) }
        rounds[place].append((key, at, value))
      }
    }
    return rounds
  }
}
