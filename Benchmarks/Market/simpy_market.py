#!/usr/bin/env python3
"""The market of Benchmarks/market.yaml in SimPy: a process for each client, who leads its deals, and a store of
idle nodes. Prints one line of JSON.
"""

import functools

import simpy

import deal as rules


class Market:
    """`raced`: an answer and its deadline are two events, of which the first counts, as SimPy's guide does it; else
    there is one event, since how long an answer takes is known when it is asked for."""

    def __init__(self, books, agents, deals, numbers, raced):
        self.env = simpy.Environment()
        self.books = books
        self.numbers = numbers
        self.mediators = agents["mediator"]
        self.wanted = self.left = deals
        self.answer = self.raced_answer if raced else self.computed_answer
        self.over = self.env.event()
        self.idle = simpy.Store(self.env)
        if rules.PRICE >= rules.COST:
            self.idle.items.extend(agents["node"])
        for client in agents["client"]:
            self.env.process(self.life(client))

    def life(self, client):
        while self.left > 0:
            yield self.env.timeout(int(self.numbers.expovariate(1 / rules.PAUSE_MEAN)))
            if rules.VALUE < rules.PRICE:
                continue
            node = yield self.idle.get()
            if self.left == 0:
                return
            self.left -= 1
            yield from self.deal(client, node)
            self.idle.put(node)
            if self.books.deals == self.wanted:
                self.over.succeed()

    def deal(self, client, node):
        env, numbers = self.env, self.numbers
        deal = rules.Deal(self.books, client, node, env.now)
        work = numbers.randint(*rules.WORK)
        result = yield from self.answer(node.result(), work, rules.WORK_DEADLINE, "nothing")
        if not deal.deliver(result, env.now):
            return
        reaction = yield from self.answer(
            client.reaction(), rules.REACTION, rules.REACTION_DEADLINE, "silence"
        )
        if not deal.react(reaction, env.now):
            return
        arbiter = numbers.choice(self.mediators)
        verdict = yield from self.answer(
            arbiter.verdict(), rules.VERDICT, rules.VERDICT_DEADLINE, "silence"
        )
        deal.rule(verdict, arbiter, env.now)

    def raced_answer(self, option, takes, deadline, timeout):
        answered = self.env.timeout(takes)
        first = yield answered | self.env.timeout(deadline)
        return option if answered in first else timeout

    def computed_answer(self, option, takes, deadline, timeout):
        yield self.env.timeout(min(takes, deadline))
        return option if takes <= deadline else timeout


def market(books, agents, deals, numbers, raced):
    market = Market(books, agents, deals, numbers, raced)
    market.env.run(until=market.over)
    return market.env.now


if __name__ == "__main__":
    parser = rules.arguments(__doc__)
    parser.add_argument("--deadlines", choices=["raced", "computed"], default="raced")
    options = parser.parse_args()
    rules.run(options, functools.partial(market, raced=options.deadlines == "raced"))
