at-least = no fewer than { $cuont }
