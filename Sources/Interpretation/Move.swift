public import Mechanisms

/// What a step leads to.
indirect enum Move<Number: Hashable, Truth: Hashable> {
  case end
  case go(Situation<Number, Truth>)
  /// The coalition gets so much money, beside what follows.
  case gain(Number, Move)
  case chance([(probability: Number, Move)])
  case fork(Truth, Move, Move)
  /// The coalition decides how many of those asked take each option.
  case decide(Question<Number>, [(split: [String: Int], Move)])
  /// Another round, which is worth so much of what it would be worth now.
  case round(Kept<Number, Truth>, worth: Number)
  /// If this does not hold, the mechanism is at fault.
  case require(Truth, Fault, Move)
}

/// What is kept from one round to the next: numbers, options and truths that are known.
struct Kept<Number: Hashable, Truth: Hashable>: Hashable {
  var bindings: [String: Value<Number, Truth>]
}

/// Members of a coalition being asked.
public struct Question<Number: Hashable> {
  /// The situation as far as it is the same for all points the domain is about. Two questions with one
  /// outline are one information set.
  public var outline: Outline
  /// The situation with all counts, where the domain is about one point.
  public var actual: InformationSet?
  /// The options that can be taken, in declared order.
  public var options: [String]
  /// How many are asked.
  public var size: Number
  /// The option that the prescription takes for certain here, if it does.
  public var prescribed: String?
  public var choice: Choice
}

/// An information set in which some counts may be symbolic, and are left out.
public struct Outline: Hashable, Sendable {
  public var moment: Moment
  public var sightings: [Sighting]
  public var crowd: [Alike: Int?]
  public var asked: Alike
  /// Which of several plans it is that is asked for.
  public var plan = 0
}

/// What a coalition does when it is asked.
public enum Answer<Number: Hashable> {
  /// Whatever it can: the walk branches over every split of those asked.
  case any
  /// This split.
  case split([String: Int])
  /// So many for each option, as numbers that need not be constants.
  case counts([String: Number])
}
