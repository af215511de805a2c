# SPDX-License-Identifier: Apache-2.0
"""Work 1 and 2 in SimPy, a process per customer, as its own examples write queues.

    python3 tests/bench/simpy_work.py [--customers 100000] [--services 100000]

Prints JSON: customers and services a CPU second, and the mean waits by tier, which show that the
same work was done.
"""

import argparse
import json
import random
import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import simpy

SEED = 20_260_101

Process = Generator[simpy.Event, Any, None]


@dataclass(frozen=True)
class Tier:
    """One tier of the network of Work 2, as `network` in work.hpp."""

    stations: int
    servers: int
    mean_service: float
    refer_up: float
    refer_down: float


NETWORK = (
    Tier(20, 1, 1.0, 0.20, 0.0),
    Tier(4, 3, 2.64, 0.30, 0.0),
    Tier(1, 20, 14.666667, 0.15, 0.40),
    Tier(1, 10, 48.888889, 0.0, 0.0),
)
VILLAGE_ARRIVAL_RATE = 0.8


class Waits:
    """Waits so far, by tier."""

    def __init__(self) -> None:
        self.sums = [0.0] * len(NETWORK)
        self.counts = [0] * len(NETWORK)

    def add(self, tier: int, wait: float) -> None:
        """Count one wait."""
        self.sums[tier] += wait
        self.counts[tier] += 1

    @property
    def services(self) -> int:
        """Services begun, of all tiers."""
        return sum(self.counts)

    def means(self) -> list[float]:
        """Mean wait of each tier that served anybody."""
        return [s / n for s, n in zip(self.sums, self.counts, strict=True) if n]


def one_queue(customers: int) -> Waits:
    """Work 1: M/M/1 at 0.9 load, every wait recorded."""
    env, draw, waits = simpy.Environment(), random.Random(SEED), Waits()
    server = simpy.Resource(env)

    def customer() -> Process:
        arrived = env.now
        with server.request() as turn:
            yield turn
            waits.add(0, env.now - arrived)
            yield env.timeout(draw.expovariate(1.0))

    def source() -> Process:
        for _ in range(customers):
            yield env.timeout(draw.expovariate(0.9))
            env.process(customer())

    env.process(source())
    env.run()
    return waits


def referral_network(services: int) -> Waits:
    """Work 2: 20 villages, 4 townships, a county and a tertiary hospital, all at 0.8 load."""
    env, draw, waits = simpy.Environment(), random.Random(SEED), Waits()
    stations = [
        [simpy.Resource(env, tier.servers) for _ in range(tier.stations)] for tier in NETWORK
    ]

    def patient(tier: int, station: simpy.Resource) -> Process:
        while True:
            arrived = env.now
            with station.request() as turn:
                yield turn
                waits.add(tier, env.now - arrived)
                yield env.timeout(draw.expovariate(1.0 / NETWORK[tier].mean_service))
            fate = draw.random()
            if fate < NETWORK[tier].refer_up:
                tier += 1
            elif fate < NETWORK[tier].refer_up + NETWORK[tier].refer_down:
                tier -= 1
            else:
                return
            station = draw.choice(stations[tier])

    def source(station: simpy.Resource) -> Process:
        while waits.services < services:
            yield env.timeout(draw.expovariate(VILLAGE_ARRIVAL_RATE))
            env.process(patient(0, station))

    for village in stations[0]:
        env.process(source(village))
    while waits.services < services:
        env.step()
    return waits


def main() -> None:
    """Run both and print their rates."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--services", type=int, default=100_000)
    arguments = parser.parse_args()
    record = {}
    for name, work, size in (
        ("work_1/simpy", one_queue, arguments.customers),
        ("work_2/simpy", referral_network, arguments.services),
    ):
        began = time.process_time()
        waits = work(size)
        rate = waits.services / (time.process_time() - began)
        record[name] = {"items_per_second": rate, "mean_waits": waits.means()}
    print(json.dumps(record, indent=1))


if __name__ == "__main__":
    main()
