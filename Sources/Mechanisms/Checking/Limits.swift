/// What a mechanism file may be at most. Beyond a limit there is one clear diagnostic, quickly.
public enum Limits {
  /// Bytes of a file (1 MiB). A larger one is rejected unread.
  public static let fileSize = 1 << 20
  /// YAML nodes, counted again wherever an alias repeats them.
  public static let nodes = 100_000
  /// Lists and maps inside one another.
  public static let nesting = 100
  /// Characters of one formula.
  public static let formulaLength = 10_000
  /// Parts of a formula inside one another; a sum of so many terms is as deep.
  public static let formulaDepth = 200
  /// The exponent of a power.
  public static let exponent = 1_000
  /// Steps, counted in each round of each `repeat`.
  public static let unrolledSteps = 10_000
  /// Agents of one kind in a recorded attack.
  public static let agents = 1_000_000_000
  /// Agents of a market at its beginning.
  public static let marketAgents = 5_000_000
  /// Deals of a market.
  public static let deals = 1_000_000_000
  /// Ticks of one duration in a market.
  public static let ticks = 1_000_000_000
  /// Values of one quantity in a market.
  public static let values = 1_000
  /// Files that are each based on the next.
  public static let bases = 100
  /// Mistakes that are reported at once.
  public static let diagnostics = 50
}
